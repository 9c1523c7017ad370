// Renders chat templates with @huggingface/jinja, to compare with.
//
//   node render-templates.mjs NODE_MODULES < input.json > output.json
//
// Input: {"now": "2025-07-08T09:05:00", "templates": {name: source}, "contexts": {name: variables}}
// Output: {template: {context: {"text": …} or {"error": …}}}, every template over every context.

import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { readFileSync, writeSync } from "node:fs";

const modules = resolve(process.argv[2]);
const { Template } = createRequire(join(modules, "resolve-from-here.js"))("@huggingface/jinja");
const input = JSON.parse(readFileSync(0, "utf8"));

// Templates ask for the current date through `new Date()`; a fixed one makes runs repeatable.
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length ? given : [input.now]));
  }
};

function attempt(action) {
  try {
    return { value: action() };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

const output = {};
for (const [name, source] of Object.entries(input.templates)) {
  const parsed = attempt(() => new Template(source));
  output[name] = {};
  for (const [context, variables] of Object.entries(input.contexts)) {
    const rendered = parsed.error ? parsed : attempt(() => parsed.value.render(variables));
    output[name][context] = rendered.error ? { error: rendered.error } : { text: rendered.value };
  }
}

const bytes = Buffer.from(JSON.stringify(output));
for (let at = 0; at < bytes.length; ) {
  try {
    at += writeSync(1, bytes, at);
  } catch (error) {
    // A pipe that is full for the moment.
    if (error.code !== "EAGAIN") throw error;
  }
}
