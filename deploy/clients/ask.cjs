// One question to a model on loopback, told to Plumbline by the instrumentation named on the command line.
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
const { OTLPLogExporter } = require('@opentelemetry/exporter-logs-otlp-proto');
const { SimpleLogRecordProcessor } = require('@opentelemetry/sdk-logs');
const { createServer } = require('node:http');

const question = 'Where does line 7 leave?';
const answer = 'Line 7 leaves from platform B.';
const instrumentations = {
  opentelemetry: () => new (require('@opentelemetry/instrumentation-openai').OpenAIInstrumentation)({ captureMessageContent: true }),
  openinference: () => new (require('@arizeai/openinference-instrumentation-openai').OpenAIInstrumentation)(),
  traceloop: () => new (require('@traceloop/instrumentation-openai').OpenAIInstrumentation)({ traceContent: true }),
  vercel: () => null,
};

const completion = {
  id: 'chatcmpl-1', object: 'chat.completion', created: 1760000000, model: 'gpt-4o-mini-2024-07-18',
  choices: [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 31, completion_tokens: 9, total_tokens: 40 },
};

async function main(dialect) {
  const model = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion)));
  });
  await new Promise((listening) => model.listen(0, '127.0.0.1', listening));
  const baseURL = `http://127.0.0.1:${model.address().port}/v1`;
  const instrumentation = instrumentations[dialect]();
  const sdk = new NodeSDK({
    serviceName: `npm-${dialect}`,
    traceExporter: new OTLPTraceExporter(),
    logRecordProcessors: [new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter() })],
    instrumentations: instrumentation ? [instrumentation] : [],
  });
  sdk.start();
  if (dialect === 'vercel') {
    const { generateText } = require('ai');
    const { createOpenAI } = require('@ai-sdk/openai');
    await generateText({
      model: createOpenAI({ apiKey: 'none', baseURL }).chat('gpt-4o-mini'), prompt: question,
      experimental_telemetry: { isEnabled: true, functionId: 'timetable' },
    });
  } else {
    const OpenAI = require('openai');
    if (instrumentation.manuallyInstrument) instrumentation.manuallyInstrument(OpenAI.OpenAI ?? OpenAI);
    await new (OpenAI.OpenAI ?? OpenAI)({ apiKey: 'none', baseURL }).chat.completions.create({
      model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }],
    });
  }
  await sdk.shutdown();
  model.close();
}

main(process.argv[2]).then(() => process.exit(0), (problem) => { console.error(problem); process.exit(1); });
