// An authorization server for `cargo lab oauth`: says where it is, and at the end what it was asked for.
import { OAuth2Server } from 'oauth2-mock-server';

const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');
await server.start(0, '127.0.0.1');
server.issuer.url = `http://127.0.0.1:${server.address().port}`;

const asked = [];
server.service.on('beforeResponse', (response, request) => {
  // So that a token expires while one waits for it.
  response.body.expires_in = 2;
  asked.push(request.body.grant_type);
});
console.log(server.issuer.url);
process.stdin.on('end', async () => {
  console.log(JSON.stringify(asked));
  await server.stop();
  process.exit(0);
});
process.stdin.resume();
