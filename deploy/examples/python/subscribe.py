#!/usr/bin/env python3
"""Reads what the newsroom publishes and takes back, until it is stopped, and says it a line each.

  subscribe.py NAME

NAME names its queue, newsroom.readers.NAME: what comes while it is away waits there. Of several with one name, one reads and the
others stand by.
"""
import json
import os
import random
import signal
import sys
import time
from collections import OrderedDict

import pika
from pika.exceptions import AMQPError

BROKER = os.environ.get("NEWSROOM_AMQP", "amqp://subscriber:subscriber@127.0.0.1:5672/")
seen = OrderedDict()
stopping = False


def main(name: str) -> None:
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    parameters = pika.URLParameters(BROKER)
    parameters.client_properties = {"connection_name": f"example-subscriber-{name}"}
    # One loop for the first connection and for every later one: 1, 2, 4 … 30 seconds apart, not all readers at the same moment.
    pause = 1
    while not stopping:
        try:
            with pika.BlockingConnection(parameters) as connection:
                channel = connection.channel()
                queue = listen(channel, f"newsroom.readers.{name}")
                pause = 1
                work(channel, queue)
        except (AMQPError, OSError) as problem:
            wait = pause * random.uniform(0.5, 1)
            pause = min(pause * 2, 30)
            print(f"{problem!r} Again in {wait:.1f} s.", file=sys.stderr, flush=True)
            until = time.monotonic() + wait
            while not stopping and time.monotonic() < until:
                time.sleep(0.1)


def listen(channel, queue: str) -> str:
    # Replicated and on disk. The newsroom's broker deletes it when nobody reads it for a week.
    channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum", "x-single-active-consumer": True})
    channel.queue_bind(queue, "newsroom.article-published.v1")
    channel.queue_bind(queue, "newsroom.article-unpublished.v1")
    # As many as it may hold unacknowledged; without, the broker sends all that there is.
    channel.basic_qos(prefetch_count=20)
    print(f"reading {queue}", file=sys.stderr, flush=True)
    return queue


def work(channel, queue: str) -> None:
    # In turn, one after the other, and by one reader only: a kill must not be overtaken. What is held when it stops goes back to the queue.
    for method, properties, body in channel.consume(queue, inactivity_timeout=0.5):
        if stopping:
            return
        if method is None:
            continue
        try:
            take(properties.headers or {}, body)
            channel.basic_ack(method.delivery_tag)
        except ValueError as problem:
            # Again would not help: said, and let go.
            print(f"Unreadable: {problem}", file=sys.stderr, flush=True)
            channel.basic_reject(method.delivery_tag, requeue=False)
    raise OSError("The queue is gone.")


def take(headers: dict, body: bytes) -> None:
    """An event comes at least once: after a lost connection the same one, by its CloudEvents id, comes again. A real reader keeps the ids
    with its data, in the same transaction; here they last as long as the program."""
    event_id = headers.get("cloudEvents:id")
    if event_id in seen:
        return
    handle(headers.get("cloudEvents:type"), json.loads(body), headers.get("traceparent", ""))
    seen[event_id] = True
    if len(seen) > 10_000:
        seen.popitem(last=False)


def handle(kind: str, article: dict, traceparent: str) -> None:
    """What is yours to do. An unpublished article must go, from caches too, whatever was done with it before."""
    trace = traceparent.split("-")[1] if traceparent else "none"
    what = "take it down" if kind == "newsroom.article-unpublished.v1" else f"show {article.get('url') or article['slug']}"
    print(f"{article['change']} {article['articleId']} revision {article['revision']} trace {trace}: {what}: {article['title']}", flush=True)


def stop(_signal, _frame) -> None:
    global stopping
    stopping = True


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
