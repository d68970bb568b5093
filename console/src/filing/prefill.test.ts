import { describe, expect, it } from 'vitest'
import type { PrefillView } from '@/api/generated/model'
import { emptyDraft } from './draft'
import { roomFor } from './prefill'

function offer(...figures: [string, string, string[], string[], number][]): PrefillView {
  return {
    cycle: 'm',
    agency: 'a',
    figures: figures.map(([indicator, form, filings, missing, daysWithout]) => ({
      indicator,
      form,
      filings,
      missing,
      daysWithout,
      value: 1,
      rule: 'SUM' as const,
    })),
  }
}

describe('what is offered from shorter periods', () => {
  it('is for blank cells alone, and by form', () => {
    const draft = { ...emptyDraft([]), cells: { own: { A: '0', B: ' ' } } }
    const offered = offer(
      ['A', 'day', ['1', '2'], ['d3'], 1],
      ['B', 'day', ['1', '2'], ['d3'], 1],
      ['C', 'day', ['1'], ['d2', 'd3'], 2],
      ['D', 'week', ['w1'], [], 0],
    )
    expect(roomFor(draft, offered)).toEqual([
      { form: 'day', figures: 2, reports: 2, all: 3, missing: ['d2', 'd3'], daysWithout: 2 },
      { form: 'week', figures: 1, reports: 1, all: 1, missing: [], daysWithout: 0 },
    ])
  })

  it('is nothing where nothing was filed, or all is filled in', () => {
    expect(roomFor(emptyDraft([]), offer())).toEqual([])
    const draft = { ...emptyDraft([]), cells: { own: { A: '不适用' } } }
    expect(roomFor(draft, offer(['A', 'day', ['1'], [], 0]))).toEqual([])
  })
})
