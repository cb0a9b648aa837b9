// A whole session of a main agent, by the TypeScript SDK.
//   session.mjs stdio LAUNCHER REPOSITORY | session.mjs http URL TOKEN REPOSITORY
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [kind, ...rest] = process.argv.slice(2);
const repo = rest.at(-1);
const transport =
  kind === "stdio"
    ? new StdioClientTransport({
        command: rest[0],
        args: ["mcp", "--repo", repo],
        env: process.env,
      })
    : new StreamableHTTPClientTransport(new URL(rest[0]), {
        requestInit: { headers: { Authorization: `Bearer ${rest[1]}` } },
      });
const client = new Client({ name: "session", version: "1" });
await client.connect(transport);
assert.equal(client.getServerVersion().name, "manyhands");
assert.match(client.getInstructions(), /finished_since/);

// The SDK checks every structured answer against the tool's output schema once it has listed them.
const { tools } = await client.listTools();
assert.equal(tools.length, 11);

let progress = 0;
async function call(name, args = {}) {
  const result = await client.callTool({ name, arguments: args }, undefined, {
    onprogress: () => progress++,
  });
  assert.ok(!result.isError, `${name}: ${result.content[0]?.text}`);
  return result.structuredContent;
}

const spawned = await call("spawn_agents", {
  repo,
  combine: { check: "test -e one.txt || test -e two.txt || test -e numbers.txt" },
  tasks: [
    { id: "one", command: "sleep 1; echo one > one.txt; echo made one" },
    { id: "two", command: ["sh", "-c", "echo two > two.txt"] },
    { id: "bad", command: ["false"] },
  ],
});
assert.deepEqual(spawned.tasks.map((task) => task.id), ["one", "two", "bad"]);

// Another call while they run.
assert.ok((await call("list_agent_types")).agents.length > 0);

const waited = await call("wait_agents", { timeout_seconds: 50 });
assert.equal(waited.timed_out, false);
assert.equal(waited.finished.length, 3);
assert.ok(progress > 0, "progress was told");

const result = await call("get_result", { id: "one" });
assert.equal(result.state, "merged");
assert.equal(result.result, "made one");
assert.match((await call("get_result", { id: "two", part: "diff" })).text, /\+two/);

const combined = await call("combine", { message: "Two files", timeout_seconds: 50 });
assert.equal(combined.status, "partial");
assert.deepEqual(combined.merged, ["one", "two"]);
assert.deepEqual(combined.rejected.map((task) => task.id), ["bad"]);
const landed = await call("land");
assert.equal(landed.branch, "main");

const wrong = await client.callTool({ name: "spawn_agents", arguments: { tasks: [{}] } });
assert.equal(wrong.isError, true);
assert.match(wrong.content[0].text, /tasks\[0\]/);

assert.equal((await client.listPrompts()).prompts.length, 3);
const prompt = await client.getPrompt({ name: "run-test-suites", arguments: {} });
assert.match(prompt.messages[0].content.text, /spawn_agents/);
if (kind === "stdio") {
  const report = await client.readResource({ uri: `manyhands://runs/${spawned.run}/report` });
  assert.match(report.contents[0].text, /one/);
}
await client.close();
console.log("the session went as it should");
