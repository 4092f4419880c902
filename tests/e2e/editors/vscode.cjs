// The editor server with the protocol library that VS Code's client is built on.
"use strict";

const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const {
  CodeActionRequest, CompletionRequest, DidChangeTextDocumentNotification, DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification, DiagnosticRefreshRequest, DocumentDiagnosticRequest, ExitNotification,
  HoverRequest, InitializedNotification, InitializeRequest, PublishDiagnosticsNotification, RegistrationRequest,
  ShutdownRequest, StreamMessageReader, StreamMessageWriter, createProtocolConnection,
} = require("vscode-languageserver-protocol/node");

const [program, folder] = process.argv.slice(2);
const uri = (name) => pathToFileURL(path.join(folder, name)).href;

const TEXT = "---\ntitle: a\ndate: 2024-06-31\n---\n\n渡轮😀在</b>清晨\n";

async function start(encodings, also) {
  const server = spawn(program, ["server"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.on("exit", (code) => resolve(code)));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.onError(([error]) => { throw error; });
  also?.(connection);
  connection.listen();
  const greeting = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "site" }],
    capabilities: {
      general: { positionEncodings: encodings },
      textDocument: { diagnostic: { relatedDocumentSupport: false }, publishDiagnostics: { relatedInformation: true } },
      workspace: {
        workspaceEdit: { documentChanges: true },
        diagnostics: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
      },
    },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const open = (name, text) => connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: uri(name), languageId: "markdown", version: 1, text },
  });
  const pull = async (name) => {
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: uri(name) } });
    assert.equal(report.kind, "full");
    return report.items;
  };
  const stop = async () => {
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    assert.equal(await ended, 0);
    connection.dispose();
  };
  return { connection, greeting, open, pull, stop };
}

const at = (line, character) => ({ line, character });
const codes = (items) => items.map((item) => item.code);

async function encodings() {
  for (const [offered, agreed, column] of [
    [["utf-8", "utf-16"], "utf-8", 13],
    [["utf-16"], "utf-16", 5],
    [undefined, "utf-16", 5],
  ]) {
    const { greeting, open, pull, stop } = await start(offered);
    assert.equal(greeting.capabilities.positionEncoding, agreed);
    await open("a.md", TEXT);
    const items = await pull("a.md");
    assert.deepEqual(codes(items), ["date/impossible", "html/stray-end-tag"]);
    assert.deepEqual(items[1].range, { start: at(5, column), end: at(5, column + 4) });
    await stop();
    console.log(`positions in ${agreed}, ${offered ? "offered" : "by default"}: right`);
  }
}

async function actions() {
  const { connection, open, pull, stop } = await start(["utf-16"]);
  await open("a.md", TEXT);
  const [, tag] = await pull("a.md");
  const found = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: uri("a.md") }, range: tag.range, context: { diagnostics: [tag], only: ["quickfix"] },
  });
  const preferred = found.filter((action) => action.isPreferred);
  assert.equal(preferred.length, 1);
  const [{ textDocument, edits }] = preferred[0].edit.documentChanges;
  assert.deepEqual(textDocument, { uri: uri("a.md"), version: 1 });
  assert.deepEqual(edits, [{ range: tag.range, newText: "" }]);
  assert.ok(found.some((action) => action.title === "Ignore html/stray-end-tag on this line"));

  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: uri("a.md"), version: 2 },
    contentChanges: edits.map(({ range, newText }) => ({ range, text: newText })),
  });
  assert.deepEqual(codes(await pull("a.md")), ["date/impossible"]);

  const hover = await connection.sendRequest(HoverRequest.type, { textDocument: { uri: uri("a.md") }, position: at(2, 15) });
  assert.match(hover.contents.value, /# date\/impossible/);
  const list = await connection.sendRequest(CompletionRequest.type, { textDocument: { uri: uri("a.md") }, position: at(3, 0) });
  assert.ok(list.items.some((item) => item.label === "tags"));
  await stop();
  console.log("actions, hover and completion: right");
}

async function configuration() {
  fs.writeFileSync(path.join(folder, "copydesk.yml"), "rules:\n  date: off\n");
  const events = { refreshed: () => {}, published: () => {} };
  const pushed = [];
  let watched;
  const registered = new Promise((resolve) => { watched = resolve; });
  const { connection, open, pull, stop } = await start(["utf-16"], (connection) => {
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => { watched(registrations[0]); });
    connection.onRequest(DiagnosticRefreshRequest.type, () => events.refreshed());
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => { pushed.push(params); events.published(); });
  });
  const { method, registerOptions } = await registered;
  assert.equal(method, "workspace/didChangeWatchedFiles");
  assert.ok(registerOptions.watchers.length > 0);
  await open("a.md", TEXT);
  assert.deepEqual(codes(await pull("a.md")), ["html/stray-end-tag"]);

  const change = async (text) => {
    const refreshed = new Promise((resolve) => { events.refreshed = resolve; });
    fs.writeFileSync(path.join(folder, "copydesk.yml"), text);
    await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uri("copydesk.yml"), type: 2 }],
    });
    await refreshed;
  };
  await change("rules:\n  html: off\n");
  assert.deepEqual(codes(await pull("a.md")), ["date/impossible"]);
  assert.deepEqual(pushed, [], "who pulls is pushed nothing");

  const published = new Promise((resolve) => { events.published = resolve; });
  await change("rules:\n  htlm: off\n");
  await published;
  assert.equal(pushed[0].uri, uri("copydesk.yml"));
  assert.match(pushed[0].diagnostics[0].message, /did you mean `html`/);
  assert.deepEqual(codes(await pull("a.md")), ["date/impossible"], "the last good one stays in force");
  await stop();
  console.log("watched configuration: right");
}

async function main() {
  await encodings();
  await actions();
  await configuration();
}

main().catch((error) => { console.error(error); process.exit(1); });
