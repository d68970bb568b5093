import { globSync, readFileSync } from 'node:fs'
import { beforeEach, expect, it } from 'vitest'
import { language } from '@/ui/texts'
import { effectOf } from './effects'

const root = new URL('../../../', import.meta.url).pathname

/** Moves of people that ask for nothing, as the workflows declare them. */
const moves = globSync('review-service/src/main/java/**/*Workflow.java', { cwd: root }).flatMap((path) => {
  const text = readFileSync(root + path, 'utf8')
  const kind = /KIND = "([a-z-]+)"/.exec(text)?.[1] ?? ''
  return [...text.matchAll(/\.move\("([a-z-]+)", "[^"]+"\)\s*\.by\((?!SYSTEM)/g)].map(
    (one) => [kind, one[1] ?? ''] as const,
  )
})
/** The desk has buttons of its own for these. */
const BUTTONS = new Set(['reviews/claim', 'reviews/recall'])

beforeEach(() => {
  language.value = 'zh'
})

it('every move that asks for nothing says what comes of it, in both languages', () => {
  expect(moves.length).toBeGreaterThan(15)
  for (const spoken of ['zh', 'en'] as const) {
    language.value = spoken
    expect(
      moves
        .filter(([kind, move]) => !BUTTONS.has(`${kind}/${move}`) && effectOf(kind, move, 'X') === '')
        .map((one) => one.join('/')),
    ).toEqual([])
  }
})

it('says who gets what', () => {
  expect(effectOf('orders', 'issue', '海州区人民政府')).toBe('督办单印发给海州区人民政府，由其签收和承办。')
  language.value = 'en'
  expect(effectOf('tasks', 'accept', 'Haizhou')).toBe('Haizhou accepts this task and starts it next.')
  expect(effectOf('tasks', 'a-new-one', 'Haizhou')).toBe('')
})
