// A Web Push service on 127.0.0.1 that checks VAPID, decrypts and keeps what it gets.
// usage: node serve.mjs [PORT]      (default 8990)
// First line of stdout is JSON. Ends on SIGTERM, SIGINT, or when a piped stdin closes.
import fs from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'

console.log = console.error // the package logs to stdout; stdout is for the JSON line
const require = createRequire(import.meta.url)
const { PushApiModel } = require('web-push-testing/src/PushApiModel.js')
const WebPushTestingServer = require('web-push-testing/src/server.js')

const port = Number(process.argv[2] ?? 8990)
const base = `http://127.0.0.1:${port}`
const model = new PushApiModel()
const service = new WebPushTestingServer(model, port)
service.setRequestHandlers()
model.notifyUrl = `${base}/notify/` // the package would say "localhost"

const server = http.createServer((req, res) => service._app(req, res))
const stop = () => {
  server.close(() => process.exit(0))
  server.closeAllConnections()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
const stdin = fs.fstatSync(0)
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on('end', stop).on('close', stop).resume()

server.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
server.listen(port, '127.0.0.1', () => {
  process.stdout.write(JSON.stringify({ server: 'web-push-testing', base_url: base }) + '\n')
})
