// Greedy generation by node-llama-cpp, to compare speed and output with.
//
// usage: node generate.mjs NODE_MODULES < REQUEST
// REQUEST is JSON: {model, contextLength, threads, prompt: [token ids], tokens, runs}
// prints one JSON line a run: {ids, promptSeconds, generationSeconds}, the latter without the first token

import path from "node:path";
import {pathToFileURL} from "node:url";
import {text} from "node:stream/consumers";

const modules = path.resolve(process.argv[2]);
const {getLlama} = await import(pathToFileURL(path.join(modules, "node-llama-cpp/dist/index.js")).href);
const request = JSON.parse(await text(process.stdin));

const llama = await getLlama({
    gpu: false,
    build: "never",
    skipDownload: true,
    maxThreads: request.threads,
    logLevel: "error",
});
const model = await llama.loadModel({modelPath: request.model, gpuLayers: 0});
const context = await model.createContext({
    contextSize: request.contextLength,
    batchSize: 512,
    threads: request.threads,
    sequences: 1,
    flashAttention: "auto",
});
const sequence = context.getSequence();

for (let run = 0; run < request.runs; run++) {
    await sequence.clearHistory();
    const ids = [];
    const begin = performance.now();
    let first = 0;
    for await (const id of sequence.evaluate(request.prompt, {temperature: 0, yieldEogToken: true})) {
        if (ids.length === 0) {
            first = performance.now();
        }
        ids.push(id);
        if (ids.length >= request.tokens) {
            break;
        }
    }
    const end = performance.now();
    console.log(JSON.stringify({
        ids,
        promptSeconds: (first - begin) / 1000,
        generationSeconds: (end - first) / 1000,
    }));
}
await llama.dispose();
