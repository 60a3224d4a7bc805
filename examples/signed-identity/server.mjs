/**
 * A site that knows who is signed in, and vouches for it to Parley:
 *
 *   IDENTITY_SECRET=… node examples/signed-identity/server.mjs <scenario_id> [http://127.0.0.1:3000] [8080]
 */
import { createServer } from 'node:http';
import { SignJWT } from 'jose';

const [scenarioId, parley = 'http://127.0.0.1:3000', port = '8080'] = process.argv.slice(2);
const secret = new TextEncoder().encode(process.env.IDENTITY_SECRET);

/** Whoever your session says it is. Nothing in the request may decide it unless your backend has checked it. */
const signedIn = { id: 'customer-42', name: 'Ann Reader', email: 'ann@example.com' };

/** Made for each page, short-lived, with the secret that never leaves the backend. */
function identityOf({ id, name, email }) {
  return new SignJWT({ name, email })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(secret);
}

const page = (identity) => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Your account</title>
  <h1>Your account</h1>
  <script>
    window.parley = window.parley || function (...call) { parley.q = parley.q || []; parley.q.push(call); };
    parley('init', ${JSON.stringify(scenarioId)}, { identity: ${JSON.stringify(identity)} });
  </script>
  <script async src="${parley}/widget.js"></script>
</html>`;

createServer(async (request, response) => {
  const isSignedOut = request.url?.startsWith('/signed-out');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(page(isSignedOut ? null : await identityOf(signedIn)));
}).listen(Number(port), '127.0.0.1', function () {
  console.log(`The site is at http://127.0.0.1:${this.address().port}/`);
});
