#!/usr/bin/env python3
"""Hands an article in, or kills one, over AMQP, and waits for the newsroom's answer. pika is all that it needs.

  publish.py article.json
  publish.py --cloudevent binary|structured --id MY-ID article.json
  publish.py --withdraw ARTICLE-ID --reason TEXT

Ends with 0: taken; 1: refused; 2: wrong command line; 3: not delivered or not answered, send it again with the same --id. It makes one
attempt: whoever starts it knows better how often, and the same article again does no harm.
"""
import argparse
import json
import os
import secrets
import sys
import time
import uuid

import pika
from pika.exceptions import AMQPError, NackError, UnroutableError

BROKER = os.environ.get("NEWSROOM_AMQP", "amqp://publisher:publisher@127.0.0.1:5672/")
LIMIT = float(os.environ.get("NEWSROOM_TIMEOUT", "30"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", metavar="FILE")
    what.add_argument("--withdraw", metavar="ARTICLE-ID")
    parser.add_argument("--reason", metavar="TEXT")
    parser.add_argument("--cloudevent", choices=["binary", "structured"])
    # The id of this submission, by which its answer is known; as a CloudEvent, the same id again gets the same answer.
    parser.add_argument("--id", default=str(uuid.uuid4()))
    args = parser.parse_args()

    if args.withdraw:
        body = json.dumps({"articleId": args.withdraw, "reason": args.reason}).encode()
    else:
        with open(args.file, "rb") as file:
            body = file.read()

    # A program that is traced by OpenTelemetry sends its current span.
    trace_id = secrets.token_hex(16)
    headers = {"traceparent": f"00-{trace_id}-{secrets.token_hex(8)}-01"}
    content_type = "application/json"
    attributes = {
        "specversion": "1.0",
        "id": args.id,
        "source": "/examples/python",
        "type": "newsroom.withdraw-article.v1" if args.withdraw else "newsroom.submit-article.v1",
    }
    if args.cloudevent == "binary":
        headers |= {f"cloudEvents:{name}": value for name, value in attributes.items()}
    elif args.cloudevent == "structured":
        body = json.dumps({**attributes, "datacontenttype": content_type, "data": json.loads(body)}).encode()
        content_type = "application/cloudevents+json"

    parameters = pika.URLParameters(BROKER)
    parameters.client_properties = {"connection_name": "example-publisher"}
    parameters.socket_timeout = parameters.stack_timeout = parameters.blocked_connection_timeout = LIMIT
    with pika.BlockingConnection(parameters) as connection:
        channel = connection.channel()
        # With confirms, basic_publish returns when the broker has the message safe, and raises if it is refused or returned.
        channel.confirm_delivery()

        # Listens before it speaks, so that the answer cannot be missed. Everyone's answers come: one's own has the id.
        answers = []

        def hear(_channel, _method, properties, answer):
            if properties.correlation_id == args.id:
                answers.append(json.loads(answer))

        queue = f"newsroom.answers.{uuid.uuid4().hex}"
        channel.queue_declare(queue, exclusive=True, auto_delete=True)
        channel.queue_bind(queue, "newsroom.submission-answered.v1")
        channel.basic_consume(queue, hear, auto_ack=True)

        print("trace", trace_id, flush=True)
        try:
            channel.basic_publish(
                exchange="newsroom.submissions",
                routing_key="withdraw" if args.withdraw else "submit",
                body=body,
                properties=pika.BasicProperties(message_id=args.id, content_type=content_type, delivery_mode=2, headers=headers),
                mandatory=True,
            )
        except UnroutableError:
            return say(3, f"Nobody takes what is published on newsroom.submissions; {args.id} came back.")
        except NackError:
            return say(3, f"The broker did not take {args.id}.")

        deadline = time.monotonic() + LIMIT
        while not answers and (left := deadline - time.monotonic()) > 0:
            connection.process_data_events(time_limit=left)
        if not answers:
            return say(3, f"The broker has {args.id}, but the newsroom did not answer within {LIMIT:g} s.")

    answer = answers[0]
    if answer["outcome"] == "refused":
        faults = [f"\n  {fault['pointer']}: {fault['detail']}" for fault in answer.get("faults", [])]
        return say(1, f"refused: {answer['reason']}{''.join(faults)}")
    print(answer["outcome"], answer["articleId"], "revision", answer["revision"])
    return 0


def say(code: int, sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (AMQPError, OSError, ValueError) as problem:
        sys.exit(say(3, str(problem) or repr(problem)))
