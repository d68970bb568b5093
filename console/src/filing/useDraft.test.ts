import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { Problem } from '@/api/problem'
import type { DraftView, FormSection } from '@/api/generated/model'
import { put } from './entries'
import { useDraft } from './useDraft'

// a browser's, before what asks for them is loaded
vi.hoisted(() => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible', createElement: () => ({}) })
  Object.assign(globalThis, { document: page, window: Object.assign(new EventTarget(), { document: page }) })
})

type Patch = { [field: string]: unknown }
interface Cell {
  value: unknown
  by: string
  at: string
  version: number
}

const A = '/indicators/own/INS001'
const B = '/indicators/own/INS002'

/** What the suite does with a draft, as docs/adr/0026 has it. */
class Suite {
  cells = new Map<string, Cell>()
  version = 0
  me = 'zhang'
  away = false
  /** the next answer does not arrive, although what was asked for is done */
  mute = false
  refuses: (pointer: string) => boolean = () => false
  sent: [patch: Patch, seen: number][] = []

  view(): DraftView {
    const body: Patch = { cycle: 'annual-2023', agency: '210902-gov' }
    for (const [pointer, { value }] of this.cells) {
      if (value !== null) {
        const steps = pointer.split('/').slice(1)
        const last = steps.pop()!
        const holder = steps.reduce<Patch>((at, step) => (at[step] ??= {}) as Patch, body)
        holder[last] = value
      }
    }
    return {
      cycle: 'annual-2023',
      agency: '210902-gov',
      body,
      cells: Object.fromEntries(this.cells),
      version: this.version,
    }
  }

  write(by: string, written: Record<string, unknown>, seen = this.version): void {
    const changed = Object.entries(written).filter(
      ([pointer, value]) => (this.cells.get(pointer)?.value ?? null) !== value,
    )
    const errors = changed
      .filter(([pointer]) => this.refuses(pointer))
      .map(([pointer]) => ({ pointer, code: 'c', message: 'm' }))
    if (errors.length) {
      throw new Problem(422, 'filing-malformed', '', '', errors, '', null)
    }
    if (
      changed.some(([pointer]) => (this.cells.get(pointer)?.version ?? 0) > seen && this.cells.get(pointer)?.by !== by)
    ) {
      throw new Problem(409, 'draft-cell-changed', '', '', [], '', null)
    }
    if (changed.length) {
      this.version++
      const at = new Date(Date.UTC(2026, 1, 1) + this.version * 1_000).toISOString()
      changed.forEach(([pointer, value]) => this.cells.set(pointer, { value, by, at, version: this.version }))
    }
  }

  answer<T>(what: () => T): Promise<T> {
    return Promise.resolve().then(() => {
      if (this.away) {
        throw new Problem(0, 'unreachable', '', '', [], '', null)
      }
      const told = what()
      if (this.mute) {
        this.mute = false
        throw new Problem(0, 'unreachable', '', '', [], '', null)
      }
      return told
    })
  }
}

function flat(patch: Patch, at = ''): Record<string, unknown> {
  return Object.assign(
    {},
    ...Object.entries(patch).map(([field, value]) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? flat(value as Patch, `${at}/${field}`)
        : { [`${at}/${field}`]: value },
    ),
  ) as Record<string, unknown>
}

let suite: Suite

vi.mock('@/api/generated/huikan', () => ({
  getMe: () => suite.answer(() => ({ login: suite.me })),
  getDraftsCycleAgency: (_: string, __: string, { headers }: { headers?: Record<string, string> }) =>
    suite.answer(() => {
      if (headers?.['If-None-Match'] === `"${suite.version}"`) {
        throw new Problem(304, '304', '', '', [], '', null)
      }
      return suite.view()
    }),
  deleteDraftsCycleAgency: (_: string, __: string, { headers }: { headers: Record<string, string> }) =>
    suite.answer(() => {
      if (headers['If-Match'] !== `"${suite.version}"`) {
        throw new Problem(412, 'stale', '', '', [], '', null)
      }
      suite.write(suite.me, Object.fromEntries([...suite.cells.keys()].map((pointer) => [pointer, null])))
    }),
  patchDraftsCycleAgency: (_: string, __: string, patch: Patch, { seen }: { seen: number }) =>
    suite.answer(() => {
      suite.sent.push([patch, seen])
      suite.write(suite.me, flat(patch), seen)
      return suite.view()
    }),
}))

const count = (code: string) => ({ code, kind: 'COUNT', unit: '次', numerator: [], denominator: [] })
const read = {
  byCode: new Map(['INS001', 'INS002'].map((code) => [code, count(code)])),
  sections: [{ kind: 'SHORTCOMINGS', names: { zh: '不足', en: 's' } }] as FormSection[],
}
const scopes: ReturnType<typeof effectScope>[] = []
let items: Map<string, string>

/** A page of zhang's that is open. */
async function page() {
  const scope = effectScope()
  scopes.push(scope)
  const kept = scope.run(() =>
    useDraft({
      owner: () => ({ login: 'zhang', cycle: 'annual-2023', agency: '210902-gov' }),
      read: () => read,
      start: (server) => Promise.resolve(server),
    }),
  )!
  await kept.open()
  return {
    ...kept,
    type: (place: string, entry: string | undefined) => put(kept.draft.value!, place, entry, read),
    shows: (place: string) => kept.now.value.get(place),
  }
}
const aMoment = () => vi.advanceTimersByTimeAsync(1_500)
const aWhile = () => vi.advanceTimersByTimeAsync(9_000)

beforeEach(() => {
  vi.useFakeTimers()
  suite = new Suite()
  items = new Map()
  vi.stubGlobal('localStorage', {
    get length() {
      return items.size
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  })
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  scopes.splice(0).forEach((one) => one.stop())
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a draft of two', () => {
  it('is sent cell by cell, and is not kept here then', async () => {
    const { type, unsent, savedAt } = await page()
    type(A, '670')
    await aMoment()
    expect(suite.sent).toEqual([[{ indicators: { own: { INS001: 670 } } }, 0]])
    expect(unsent.value).toEqual([])
    expect(savedAt.value).toBe('2026-02-01T00:00:01.000Z')
    expect(items.size).toBe(0)
  })

  it('shows what the other writes, and by whom, and loses nothing of either', async () => {
    const { type, shows, others } = await page()
    type(A, '1')
    suite.write('li', { [B]: 2 })
    await aWhile()
    expect([shows(A), shows(B)]).toEqual(['1', '2'])
    expect([suite.cells.get(A)?.by, suite.cells.get(B)?.by]).toEqual(['zhang', 'li'])
    expect([...others.keys()]).toEqual([B])
    suite.write('li', { [B]: null })
    await aWhile()
    expect(shows(B)).toBeUndefined()
  })

  it('asks which of two values it shall be, and sends mine over theirs', async () => {
    const { type, shows, conflicts, decide } = await page()
    type(A, '1')
    suite.write('li', { [A]: 2 })
    await aWhile()
    expect(shows(A)).toBe('1')
    expect(conflicts.get(A)).toMatchObject({ theirs: '2', by: 'li', was: undefined })
    expect(suite.cells.get(A)?.value, 'until it is decided').toBe(2)
    decide(A, 'mine')
    await aMoment()
    expect(suite.cells.get(A)).toMatchObject({ value: 1, by: 'zhang' })
    expect(conflicts.size).toBe(0)
  })

  it('takes theirs where that is chosen', async () => {
    const { type, shows, conflicts, decide, unsent } = await page()
    type(A, '1')
    suite.write('li', { [A]: 2 })
    await aWhile()
    decide(A, 'theirs')
    await aWhile()
    expect(shows(A)).toBe('2')
    expect(suite.cells.get(A)).toMatchObject({ value: 2, by: 'li' })
    expect([conflicts.size, unsent.value.length, items.size]).toEqual([0, 0, 0])
  })

  it('sends the other cells while one is to be decided', async () => {
    const { type, conflicts } = await page()
    type(A, '1')
    suite.write('li', { [A]: 2 })
    await aWhile()
    type(B, '3')
    await aMoment()
    expect(conflicts.size).toBe(1)
    expect(suite.cells.get(B)?.value).toBe(3)
    expect(suite.cells.get(A)?.value).toBe(2)
  })

  it('does not change a place under the hand that writes in it', async () => {
    const { type, shows, conflicts, typingAt } = await page()
    typingAt(A)
    type(A, '1')
    await aMoment()
    suite.write('li', { [A]: 2 })
    await aWhile()
    expect(shows(A)).toBe('1')
    expect(conflicts.get(A)?.theirs).toBe('2')
  })

  it('needs no decision any more when theirs is typed', async () => {
    const { type, conflicts } = await page()
    type(A, '1')
    suite.write('li', { [A]: 2 })
    await aWhile()
    type(A, '2')
    await aMoment()
    expect(conflicts.size).toBe(0)
  })
})

describe('a draft that is discarded', () => {
  it('is empty on the page, on the server and on this device', async () => {
    suite.write('li', { [B]: 2 })
    const { type, shows, discard } = await page()
    type(A, '1')
    await aMoment()
    type(B, '?二')
    await aMoment()
    await discard()
    expect([shows(A), shows(B), items.size]).toEqual([undefined, undefined, 0])
    await aWhile()
    expect([suite.cells.get(A)?.value, suite.cells.get(B)?.value]).toEqual([null, null])
  })

  it('stays as it is where somebody has written meanwhile', async () => {
    const { type, shows, discard } = await page()
    type(A, '1')
    await aMoment()
    suite.write('li', { [B]: 2 })
    await expect(discard()).rejects.toMatchObject({ code: 'stale' })
    expect([shows(A), shows(B)], 'what was written meanwhile is shown').toEqual(['1', '2'])
    expect(suite.cells.get(B)?.value).toBe(2)
  })
})

describe('a network that breaks', () => {
  it('loses nothing: what could not be sent is kept here, and sent later', async () => {
    const { type, offline, unsent } = await page()
    suite.away = true
    type(A, '1')
    await aMoment()
    expect(offline.value).toBe(true)
    expect(unsent.value).toEqual([A])
    expect(items.size).toBe(1)
    suite.away = false
    await aWhile()
    expect(offline.value).toBe(false)
    expect(suite.cells.get(A)?.value).toBe(1)
    expect(items.size).toBe(0)
  })

  it('sends what was left here when the page is opened again', async () => {
    const first = await page()
    suite.away = true
    first.type(A, '1')
    first.type(B, '2')
    await aMoment()
    scopes.splice(0).forEach((one) => one.stop())
    suite.away = false
    suite.write('li', { [B]: 3 })
    const again = await page()
    expect([again.shows(A), again.shows(B)]).toEqual(['1', '2'])
    expect([...again.conflicts.keys()], 'what somebody wrote meanwhile is not overwritten').toEqual([B])
    await aWhile()
    expect([suite.cells.get(A)?.value, suite.cells.get(B)?.value]).toEqual([1, 3])
    again.decide(B, 'mine')
    await aMoment()
    expect(suite.cells.get(B)?.value).toBe(2)
    expect(items.size).toBe(0)
  })

  it('knows its own again, where an answer did not come and more was typed', async () => {
    const { type, conflicts } = await page()
    suite.mute = true
    type(A, '1')
    await aMoment()
    expect(suite.cells.get(A)?.value).toBe(1)
    type(A, '12')
    await aWhile()
    expect(conflicts.size).toBe(0)
    expect(suite.cells.get(A)?.value).toBe(12)
  })

  it('keeps what cannot be filed here, and does not empty the cell for it', async () => {
    suite.write('zhang', { [A]: 7 })
    const { type } = await page()
    type(A, '?七')
    await aWhile()
    expect(suite.cells.get(A)?.value).toBe(7)
    scopes.splice(0).forEach((one) => one.stop())
    expect((await page()).shows(A)).toBe('?七')
  })
})

describe('what the server does not take', () => {
  it('holds back nothing else, and is told', async () => {
    suite.refuses = (pointer) => pointer === A
    const { type, problem, flush, unsent } = await page()
    type(A, '1')
    type(B, '2')
    await aMoment()
    expect(suite.cells.get(B)?.value).toBe(2)
    expect(problem.value).toMatchObject({ status: 422 })
    await expect(flush(), 'nothing is filed without it').rejects.toMatchObject({ status: 422 })
    suite.refuses = () => false
    await flush()
    expect([suite.cells.get(A)?.value, unsent.value.length]).toEqual([1, 0])
  })
})
