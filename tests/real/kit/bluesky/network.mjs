// A real Bluesky network on 127.0.0.1: PLC, PDS, AppView, bsync and Ozone, with two accounts.
// usage: DB_POSTGRES_URL=postgresql://postgres@127.0.0.1:PORT/postgres REDIS_HOST=127.0.0.1:PORT \
//        node network.mjs [PORT]
// PORT = PDS (default 2583), +1 PLC, +2 AppView, +3 Ozone.
// First line of stdout is JSON. Ends on SIGTERM, SIGINT, or when a piped stdin closes.
import { randomBytes } from 'node:crypto'
import { loopbackOnly, account, serve } from './lib.mjs'

const { DB_POSTGRES_URL, REDIS_HOST } = process.env
if (!DB_POSTGRES_URL || !REDIS_HOST) {
  console.error('DB_POSTGRES_URL and REDIS_HOST (host:port) are needed')
  process.exit(2)
}
const port = Number(process.argv[2] ?? 2583)
loopbackOnly() // before the servers' modules are loaded
const { TestNetwork } = await import('@atproto/dev-env')
// a fresh schema for every run; its name may hold letters and _ only
const schema = 'oyez_' + randomBytes(6).toString('hex').replace(/\d/g, (d) => 'ghijklmnop'[d])
const network = await TestNetwork.create({
  dbPostgresUrl: DB_POSTGRES_URL,
  dbPostgresSchema: schema,
  pds: { port },
  plc: { port: port + 1 },
  bsky: { port: port + 2 },
  ozone: { port: port + 3 },
})
const base = `http://127.0.0.1:${port}`
const accounts = [await account(base, 'authority'), await account(base, 'citizen')]
await network.processAll() // the AppView has seen both accounts: SDK login works from here on
serve(() => network.close(), {
  server: 'bluesky-full',
  base_url: base,
  plc_url: `http://127.0.0.1:${port + 1}`,
  appview_url: `http://127.0.0.1:${port + 2}`,
  ozone_url: `http://127.0.0.1:${port + 3}`,
  accounts,
})
