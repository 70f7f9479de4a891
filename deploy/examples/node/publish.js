#!/usr/bin/env node
// Hands an article in, or kills one, over AMQP, and waits for the newsroom's answer. amqplib is all that it needs.
//
//   node publish.js article.json
//   node publish.js --cloudevent binary|structured --id MY-ID article.json
//   node publish.js --withdraw ARTICLE-ID --reason TEXT
//
// Ends with 0: taken; 1: refused; 2: wrong command line; 3: not delivered or not answered, send it again with the same --id. It makes one
// attempt: whoever starts it knows better how often, and the same article again does no harm.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import amqp from 'amqplib';

const USAGE = 'publish [--cloudevent binary|structured] [--id ID] FILE | --withdraw ARTICLE-ID [--reason TEXT]';
const BROKER = process.env.NEWSROOM_AMQP ?? 'amqp://publisher:publisher@127.0.0.1:5672/';
const LIMIT = Number(process.env.NEWSROOM_TIMEOUT ?? 30);

class Failure extends Error {
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }
}

function readCommand() {
  const text = { type: 'string' };
  try {
    const { values, positionals } = parseArgs({ options: { cloudevent: text, id: text, withdraw: text, reason: text }, allowPositionals: true });
    if (positionals.length === (values.withdraw ? 0 : 1) && [undefined, 'binary', 'structured'].includes(values.cloudevent)) {
      // The id of this submission, by which its answer is known; as a CloudEvent, the same id again gets the same answer.
      return { id: randomUUID(), ...values, file: positionals[0] };
    }
  } catch {
    // A word that it does not know.
  }
  throw new Failure(2, USAGE);
}

/** What goes on the wire: the file as it is, or with the attributes of a CloudEvent in the headers or around it. */
async function messageOf(command, traceId) {
  let body = command.withdraw
    ? Buffer.from(JSON.stringify({ articleId: command.withdraw, reason: command.reason }))
    : await readFile(command.file);
  let contentType = 'application/json';
  // A program that is traced by OpenTelemetry sends its current span.
  const headers = { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
  const attributes = {
    specversion: '1.0',
    id: command.id,
    source: '/examples/node',
    type: command.withdraw ? 'newsroom.withdraw-article.v1' : 'newsroom.submit-article.v1',
  };
  if (command.cloudevent === 'binary') {
    for (const [name, value] of Object.entries(attributes)) headers[`cloudEvents:${name}`] = value;
  } else if (command.cloudevent === 'structured') {
    body = Buffer.from(JSON.stringify({ ...attributes, datacontenttype: contentType, data: JSON.parse(body) }));
    contentType = 'application/cloudevents+json';
  }
  return { body, properties: { messageId: command.id, contentType, persistent: true, mandatory: true, headers } };
}

async function publish(connection, command) {
  // With confirms, the broker says of each message when it has it safe.
  const channel = await connection.createConfirmChannel();
  const lost = new Promise((_, fail) => {
    connection.on('error', fail);
    connection.on('close', () => fail(new Error('The connection was closed.')));
    channel.on('error', fail);
  });
  const within = (promise, sentence) => {
    let timer;
    const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Failure(3, `${sentence} within ${LIMIT} s.`)), LIMIT * 1000); });
    return Promise.race([promise, lost, late]).finally(() => clearTimeout(timer));
  };

  // Listens before it speaks, so that the answer cannot be missed. Everyone's answers come: one's own has the id.
  const queue = `newsroom.answers.${randomUUID()}`;
  await channel.assertQueue(queue, { durable: false, exclusive: true, autoDelete: true });
  await channel.bindQueue(queue, 'newsroom.submission-answered.v1', '');
  let hear;
  const answered = new Promise((done) => { hear = done; });
  await channel.consume(queue, (answer) => {
    if (answer?.properties.correlationId === command.id) hear(JSON.parse(answer.content));
  }, { noAck: true });

  const traceId = randomBytes(16).toString('hex');
  console.log(`trace ${traceId}`);
  const { body, properties } = await messageOf(command, traceId);
  // A message that nobody takes comes back first, and is confirmed all the same.
  let returned = false;
  channel.on('return', () => { returned = true; });
  await within(new Promise((done, fail) => {
    channel.publish('newsroom.submissions', command.withdraw ? 'withdraw' : 'submit', body, properties,
      (refused) => (refused ? fail(new Failure(3, `The broker did not take ${command.id}.`)) : done()));
  }), `The broker did not confirm ${command.id}`);
  if (returned) throw new Failure(3, `Nobody takes what is published on newsroom.submissions; ${command.id} came back.`);

  const answer = await within(answered, `The broker has ${command.id}, but the newsroom did not answer`);
  if (answer.outcome === 'refused') {
    const faults = (answer.faults ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`);
    throw new Failure(1, `refused: ${answer.reason}${faults.join('')}`);
  }
  console.log(`${answer.outcome} ${answer.articleId} revision ${answer.revision}`);
}

let connection;
try {
  const command = readCommand();
  connection = await amqp.connect(BROKER, { timeout: LIMIT * 1000, clientProperties: { connection_name: 'example-publisher' } });
  await publish(connection, command);
} catch (problem) {
  console.error(problem.message);
  process.exitCode = problem instanceof Failure ? problem.code : 3;
} finally {
  await connection?.close().catch(() => {});
}
