// Driven by a test: one JSON command a line in, one JSON answer a line out, in their order.
import { createInterface } from "node:readline";
import { LiveClient } from "./live.mjs";

const client = new LiveClient(process.argv[2], {
  key: process.env.CRM_KEY,
  headers: process.env.CRM_HEADERS && JSON.parse(process.env.CRM_HEADERS),
});

const names = viewers => (viewers ?? []).map(v => v.typing ? `${v.name} typing` : v.name).join(", ");

const commands = {
  start: () => client.start(),
  watch: ({ scope, ids }) => Promise.all(ids.map(id => client.watch(scope, id))),
  watchQueue: ({ queue }) => client.watchQueue(queue),
  unwatch: ({ scope, id }) => {
    client.watched.delete(`${scope}:${id}`);
    return client.connection.invoke(scope === "customer" ? "UnwatchCustomer" : "UnwatchConversation", id);
  },
  refused: ({ method, args }) => client.connection.invoke(method, ...args).then(() => null, error => error.message),
  view: ({ conversation, typing }) => client.view(conversation, typing),
  watchAgents: () => client.watchAgents(),
  invoke: ({ method, args }) => client.connection.invoke(method, ...args),
  untilViewers: ({ conversation, viewers }) => client.until(() => names(client.viewers.get(conversation)) === viewers),
  untilAgent: ({ agent, presence }) => client.until(() => client.agents.get(agent) === presence),
  viewers: ({ conversation }) => names(client.viewers.get(conversation)),
  pause: () => { client.socket.pause(); },
  resume: () => { client.socket.resume(); },
  until: ({ scope, versions }) => client.until(() => client.failure
    || Object.entries(versions).every(([id, version]) => client.watched.get(`${scope}:${id}`)?.version >= version)),
  untilQueue: ({ queue, versions }) => client.until(() => client.failure
    || Object.entries(versions).every(([id, version]) => client.queues.get(queue)?.conversations[id]?.version >= version)),
  untilResync: () => client.until(() => client.failure || client.resyncs > 0 || [...client.queues.values()].some(q => q.resyncs > 0)),
  report: () => ({
    watched: [...client.watched.values()],
    queues: Object.fromEntries(client.queues),
    resyncs: client.resyncs,
    reconnects: client.reconnects,
    several: client.several,
    failure: client.failure ?? null,
  }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = { result: await commands[command](rest) ?? null };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
process.exit(0);
