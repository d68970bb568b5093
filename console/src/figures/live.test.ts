import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EffectScope, type Ref, effectScope, nextTick, ref } from 'vue'
import { METRICS, affects, useLive } from './live'

const queries = { isFetching: vi.fn(() => 0), invalidateQueries: vi.fn() }
const visibility = ref('visible')
vi.mock('@tanstack/vue-query', () => ({ useQueryClient: () => queries }))
vi.mock('@vueuse/core', async (original) => ({
  ...(await original<typeof import('@vueuse/core')>()),
  useDocumentVisibility: () => visibility,
}))

class Source extends EventTarget {
  static readonly CLOSED = 2
  static all: Source[] = []
  readyState = 1
  constructor(readonly url: string) {
    super()
    Source.all.push(this)
  }
  close(): void {
    this.readyState = Source.CLOSED
  }
  tell(type: string, data: unknown = {}, lastEventId = ''): void {
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data), lastEventId }))
  }
}

const rollup = (asked: object) => [...METRICS, 'rollup', asked]

describe('a changed rollup', () => {
  const changed = { cycle: 'annual-2023', agency: '210900-gov' }

  it('is asked for anew where it is shown', () => {
    expect(affects(rollup({ cycle: 'annual-2023', under: '210900-gov' }), changed)).toBe(true)
    expect(affects(rollup({ cycle: 'annual-2022', under: '210900-gov' }), changed)).toBe(false)
    expect(affects(rollup({ cycle: 'annual-2023', under: '210000-gov' }), changed)).toBe(false)
  })

  it('is also in series, and in rankings that compare with it', () => {
    expect(affects(rollup({ form: 'annual', under: '210900-gov', reads: 'form' }), changed)).toBe(true)
    expect(affects(rollup({ cycle: 'annual-2024', under: '210900-gov', reads: 'form' }), changed)).toBe(true)
  })

  it('changes nothing of the past', () => {
    expect(affects(rollup({ cycle: 'annual-2023', under: '210900-gov', asOf: '2026-01-01T00:00:00Z' }), changed)).toBe(
      false,
    )
  })
})

describe('news', () => {
  let scope: EffectScope
  let live: Ref<boolean>

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', Source)
    Source.all = []
    visibility.value = 'visible'
    queries.isFetching.mockReturnValue(0)
    queries.invalidateQueries.mockClear()
    scope = effectScope()
    live = scope.run(() => useLive(ref('210900-gov'))) as Ref<boolean>
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const source = (): Source => Source.all.at(-1) as Source

  it('are gathered, and asked for once', () => {
    expect(source().url).toBe('/api/metrics/stream?under=210900-gov')
    source().tell('open')
    expect(live.value).toBe(true)
    source().tell('rollup', { cycle: 'annual-2023', agency: '210900-gov' })
    source().tell('rollup', { cycle: 'annual-2022', agency: '210900-gov' })
    source().tell('position', {}, '0:7')
    expect(queries.invalidateQueries).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(queries.invalidateQueries).toHaveBeenCalledTimes(1)
    const { predicate } = queries.invalidateQueries.mock.calls[0]?.[0] ?? {}
    expect(predicate({ queryKey: rollup({ cycle: 'annual-2022', under: '210900-gov' }) })).toBe(true)
    expect(predicate({ queryKey: rollup({ cycle: 'annual-2021', under: '210900-gov' }) })).toBe(false)
    vi.advanceTimersByTime(60_000)
    expect(queries.invalidateQueries).toHaveBeenCalledTimes(1)
  })

  it('that are told again are none', () => {
    const deliver = (agency: string, position: string): number => {
      source().tell('rollup', { cycle: 'annual-2023', agency })
      source().tell('position', {}, position)
      vi.advanceTimersByTime(1_000)
      return queries.invalidateQueries.mock.calls.length
    }
    expect(deliver('210900-gov', '0:7')).toBe(1)
    expect(deliver('210900-gov', '0:7')).toBe(1)
    // another one of the same event was not told yet
    expect(deliver('210000-gov', '0:7')).toBe(2)
    expect(deliver('210900-gov', '0:8')).toBe(3)
  })

  it('wait for an answer that may be from before them', () => {
    queries.isFetching.mockReturnValue(1)
    source().tell('all')
    vi.advanceTimersByTime(5_000)
    expect(queries.invalidateQueries).not.toHaveBeenCalled()
    queries.isFetching.mockReturnValue(0)
    vi.advanceTimersByTime(1_000)
    expect(queries.invalidateQueries).toHaveBeenCalledTimes(1)
  })

  it('that end by themselves are news again soon, and it says otherwise if not', () => {
    source().tell('open')
    source().readyState = 0
    source().tell('error')
    vi.advanceTimersByTime(3_000)
    expect(live.value).toBe(true)
    source().readyState = 1
    source().tell('open')
    vi.advanceTimersByTime(30_000)
    expect(live.value).toBe(true)
    source().tell('error')
    vi.advanceTimersByTime(10_000)
    expect(live.value).toBe(false)
  })

  it('that are refused are asked for again after a while, and what was missed then', async () => {
    source().readyState = Source.CLOSED
    source().tell('error')
    expect(live.value).toBe(false)
    vi.advanceTimersByTime(60_000)
    await nextTick()
    expect(Source.all).toHaveLength(2)
    source().tell('open')
    vi.advanceTimersByTime(1_000)
    expect(queries.invalidateQueries).toHaveBeenCalledTimes(1)
  })

  it('are for nobody who does not look', async () => {
    source().tell('open')
    visibility.value = 'hidden'
    await nextTick()
    expect(source().readyState).toBe(Source.CLOSED)
    expect(live.value).toBe(false)
    visibility.value = 'visible'
    await nextTick()
    expect(Source.all).toHaveLength(2)
    source().tell('open')
    vi.advanceTimersByTime(1_000)
    expect(queries.invalidateQueries).toHaveBeenCalledTimes(1)
  })
})
