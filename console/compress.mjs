// The files of the console, compressed once: the gateway sends them as they are.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const WORTH = 512

for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  const file = `${entry.parentPath}/${entry.name}`
  if (entry.isFile() && /\.(js|css|html|svg)$/.test(entry.name)) {
    const content = readFileSync(file)
    if (content.length >= WORTH) {
      writeFileSync(`${file}.br`, brotliCompressSync(content))
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    }
  }
}
