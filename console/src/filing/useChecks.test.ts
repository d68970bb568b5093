import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { postDraftsCycleAgencyChecks } from '@/api/generated/huikan'
import type { Check, CheckRule } from '@/api/generated/model'
import { standingOf } from '@/rules/standing'
import type { Entries } from './entries'
import { useChecks } from './useChecks'

vi.mock('@/api/generated/huikan', () => ({ postDraftsCycleAgencyChecks: vi.fn() }))
const post = vi.mocked(postDraftsCycleAgencyChecks)

const RULE: CheckRule = {
  code: 'R14',
  version: 1,
  severity: 'HARD',
  scopes: ['own'],
  message: { zh: '不得超过', en: 'is more' },
  relations: [{ needs: ['LIT014', 'LIT013'], expression: 'LIT014 <= LIT013' }],
}
const indicators = new Map(
  ['LIT014', 'LIT013'].map((code) => [
    code,
    { code, kind: 'COUNT' as const, numerator: [], denominator: [], consolidation: 'SUM' as const },
  ]),
)
const standing = standingOf({ rules: [RULE], indicators, required: [], wholes: [], level: 'COUNTY' })

function entries(own: Record<string, number>): Entries {
  return new Map(Object.entries(own).map(([code, one]) => [`/indicators/own/${code}`, String(one)]))
}

function server(message = '不得超过 (server)'): Check {
  return { rule: 'R14', severity: 'HARD', passed: false, pointer: '/indicators/own/LIT014', message, explained: false }
}

/** An answer that comes when the test says so. */
function asked() {
  let answer: (checks: Check[]) => void = () => undefined
  post.mockReturnValueOnce(
    new Promise((resolve) => {
      answer = (checks) => resolve({ outcome: 'REJECTED', checks })
    }),
  )
  return async (...checks: Check[]) => {
    answer(checks)
    await vi.waitFor(() => expect(post.mock.settledResults.at(-1)?.type).toBe('fulfilled'))
    await nextTick()
  }
}

/** A page that began with nothing, and what of it the server has. */
function opened(own: Record<string, number>, isLoaded = true) {
  const page = ref(own)
  const has = ref({})
  const version = ref(0)
  const checks = effectScope().run(() =>
    useChecks({
      cycle: 'c',
      agency: 'a',
      version: () => version.value,
      has: () => entries(has.value),
      began: () => new Map(),
      toCome: () => [],
      rules: () => new Map([['R14', RULE]]),
      standing: (told) =>
        isLoaded
          ? standing(told, {
              entries: entries(page.value),
              filing: { cycle: 'c', agency: 'a', indicators: { own: page.value } },
              beside: { before: {}, waived: [] },
            })
          : null,
    }),
  )!
  const failed = () => checks.failed.value.map(({ message }) => message)
  const type = (typed: Record<string, number>) => (page.value = { ...page.value, ...typed })
  async function save() {
    has.value = page.value
    version.value++
    await nextTick()
  }
  return { checks, failed, type, save }
}

beforeEach(() => post.mockReset())

describe('the checks of a draft', () => {
  it('are there before the server is asked, and gone when what was wrong is mended', () => {
    const { failed, type } = opened({})
    type({ LIT014: 3, LIT013: 2 })
    expect(failed()).toEqual(['不得超过 (LIT014=3, LIT013=2)'])
    type({ LIT013: 3 })
    expect(failed()).toEqual([])
    expect(post).not.toHaveBeenCalled()
  })

  it('are those of the server when it has answered, whatever the page thinks', async () => {
    const { failed, save } = opened({ LIT014: 3, LIT013: 2 })
    const answer = asked()
    await save()
    expect(failed()).toEqual(['不得超过 (LIT014=3, LIT013=2)'])
    await answer(server())
    expect(failed()).toEqual(['不得超过 (server)'])

    const next = asked()
    await save()
    expect(failed()).toEqual(['不得超过 (server)'])
    await next()
    expect(failed()).toEqual([])
  })

  it('are those of the page of what was typed while the server was asked', async () => {
    const { failed, type, save } = opened({ LIT014: 3, LIT013: 2 })
    const answer = asked()
    await save()
    type({ LIT014: 4 })
    await answer(server())
    expect(failed()).toEqual(['不得超过 (LIT014=4, LIT013=2)'])
    type({ LIT014: 2 })
    expect(failed()).toEqual([])
  })

  it('are the same list while they are the same', async () => {
    const { checks, failed, type, save } = opened({ LIT014: 3, LIT013: 2 })
    const answer = asked()
    await save()
    await answer(server('不得超过 (LIT014=3, LIT013=2)'))
    const before = checks.failed.value
    expect(failed()).toHaveLength(1)
    type({ LIT014: 3 })
    expect(checks.failed.value).toBe(before)
    type({ LIT014: 4 })
    expect(checks.failed.value).not.toBe(before)
  })

  it('are those of the server alone while no rules are loaded', async () => {
    const { failed, type, save } = opened({ LIT014: 3, LIT013: 2 }, false)
    expect(failed()).toEqual([])
    const answer = asked()
    await save()
    await answer(server())
    type({ LIT014: 1 })
    expect(failed()).toEqual(['不得超过 (server)'])
  })
})
