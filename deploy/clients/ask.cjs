// One question to a model on loopback, told to Plumbline by the instrumentation named on the command line.
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
const { OTLPLogExporter } = require('@opentelemetry/exporter-logs-otlp-proto');
const { SimpleLogRecordProcessor } = require('@opentelemetry/sdk-logs');
const { start } = require('./model.cjs');

const question = 'Where does line 7 leave?';
const instrumentations = {
  opentelemetry: () => new (require('@opentelemetry/instrumentation-openai').OpenAIInstrumentation)({ captureMessageContent: true }),
  openinference: () => new (require('@arizeai/openinference-instrumentation-openai').OpenAIInstrumentation)(),
  traceloop: () => new (require('@traceloop/instrumentation-openai').OpenAIInstrumentation)({ traceContent: true }),
  vercel: () => null,
};

async function main(dialect) {
  const model = await start();
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
      model: createOpenAI({ apiKey: 'none', baseURL: model.url }).chat('gpt-4o-mini'), prompt: question,
      experimental_telemetry: { isEnabled: true, functionId: 'timetable' },
    });
  } else {
    const OpenAI = require('openai');
    if (instrumentation.manuallyInstrument) instrumentation.manuallyInstrument(OpenAI.OpenAI ?? OpenAI);
    await new (OpenAI.OpenAI ?? OpenAI)({ apiKey: 'none', baseURL: model.url }).chat.completions.create({
      model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }],
    });
  }
  await sdk.shutdown();
  model.stop();
}

main(process.argv[2]).then(() => process.exit(0), (problem) => { console.error(problem); process.exit(1); });
