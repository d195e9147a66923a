// A model provider on loopback that speaks the chat completions protocol of OpenAI and always answers the same.
const { createServer } = require('node:http');

const completion = {
  id: 'chatcmpl-1', object: 'chat.completion', created: 1760000000, model: 'gpt-4o-mini-2024-07-18',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Line 7 leaves from platform B.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 31, completion_tokens: 9, total_tokens: 40 },
};

async function start() {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion)));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}/v1`, stop: () => server.close() };
}

module.exports = { start };
if (require.main === module) start().then(({ url }) => console.log(url));
