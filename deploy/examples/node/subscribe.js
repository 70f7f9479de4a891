#!/usr/bin/env node
// Reads what the newsroom publishes and takes back, until it is stopped, and says it a line each.
//
//   node subscribe.js NAME
//
// NAME names its queue, newsroom.readers.NAME: what comes while it is away waits there. Of several with one name, one reads and the
// others stand by.
import { once } from 'node:events';
import { setTimeout as pass } from 'node:timers/promises';
import amqp from 'amqplib';

const BROKER = process.env.NEWSROOM_AMQP ?? 'amqp://subscriber:subscriber@127.0.0.1:5672/';
const [name, ...rest] = process.argv.slice(2);
const stop = new AbortController();
const seen = new Set();

/** Until it is stopped; throws when the connection is lost. */
async function read(onReady) {
  const connection = await amqp.connect(BROKER, { timeout: 10_000, clientProperties: { connection_name: `example-subscriber-${name}` } });
  const lost = new Promise((_, fail) => {
    connection.on('error', fail);
    connection.on('close', () => fail(new Error('The connection was closed.')));
  });
  lost.catch(() => {});
  try {
    const channel = await connection.createChannel();
    channel.on('error', (problem) => connection.emit('error', problem));
    const queue = `newsroom.readers.${name}`;
    // Replicated and on disk. The newsroom's broker deletes it when nobody reads it for a week.
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum', 'x-single-active-consumer': true } });
    await channel.bindQueue(queue, 'newsroom.article-published.v1', '');
    await channel.bindQueue(queue, 'newsroom.article-unpublished.v1', '');
    // As many as it may hold unacknowledged; without, the broker sends all that there is.
    await channel.prefetch(20);

    // In turn, also where handling takes its time, and by one reader only: a kill must not be overtaken.
    let work = Promise.resolve();
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (!message) connection.emit('error', new Error('The queue is gone.'));
      else work = work.then(() => take(channel, message)).catch((problem) => connection.emit('error', problem));
    });
    console.error(`reading ${queue}`);
    onReady();
    await Promise.race([lost, once(stop.signal, 'abort')]);
    // No more, then finish what is held.
    await channel.cancel(consumerTag);
    await work;
  } finally {
    await connection.close().catch(() => {});
  }
}

/**
 * An event comes at least once: after a lost connection the same one, by its CloudEvents id, comes again. A real reader keeps the ids with
 * its data, in the same transaction; here they last as long as the program.
 */
async function take(channel, message) {
  const { headers } = message.properties;
  const id = headers['cloudEvents:id'];
  if (!seen.has(id)) {
    let event;
    try {
      event = JSON.parse(message.content);
    } catch (problem) {
      // Again would not help: said, and let go.
      console.error(`Unreadable: ${problem.message}`);
      return channel.reject(message, false);
    }
    await handle(headers['cloudEvents:type'], event, headers.traceparent);
    seen.add(id);
    if (seen.size > 10_000) seen.delete(seen.values().next().value);
  }
  return channel.ack(message);
}

/** What is yours to do. An unpublished article must go, from caches too, whatever was done with it before. */
async function handle(type, article, traceparent) {
  const trace = traceparent?.split('-')[1] ?? 'none';
  const what = type === 'newsroom.article-unpublished.v1' ? 'take it down' : `show ${article.url ?? article.slug}`;
  console.log(`${article.change} ${article.articleId} revision ${article.revision} trace ${trace}: ${what}: ${article.title}`);
}

if (!name || rest.length > 0) {
  console.error('subscribe NAME');
  process.exit(2);
}
process.on('SIGTERM', () => stop.abort());
process.on('SIGINT', () => stop.abort());

// One loop for the first connection and for every later one: 1, 2, 4 … 30 seconds apart, not all readers at the same moment.
let pause = 1;
while (!stop.signal.aborted) {
  try {
    await read(() => { pause = 1; });
  } catch (problem) {
    const wait = pause * (0.5 + Math.random() / 2);
    pause = Math.min(pause * 2, 30);
    console.error(`${problem.message} Again in ${wait.toFixed(1)} s.`);
    await pass(wait * 1000, undefined, { signal: stop.signal }).catch(() => {});
  }
}
