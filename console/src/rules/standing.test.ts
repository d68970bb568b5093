import { describe, expect, it } from 'vitest'
import type { Beside, Check, CheckRule, Filing } from '@/api/generated/model'
import type { Entries } from '@/filing/entries'
import { files, indicators, versionFor } from './shipped.testing'
import { type Told, standingOf } from './standing'

const rules = files.map((file) => versionFor(file, '2023-12-31'))
const NOTHING_BESIDE: Beside = { before: {}, waived: [] }

interface OnPage {
  own?: Record<string, number | string>
  text?: string
  explanations?: Record<string, string>
  /** what cannot be read, by pointer */
  unreadable?: Record<string, string>
}

function entries({ own = {}, text, explanations = {}, unreadable = {} }: OnPage): Entries {
  return new Map([
    ...Object.entries(own).map(([code, one]) => [`/indicators/own/${code}`, JSON.stringify(one)] as const),
    ...Object.entries(explanations).map(([rule, one]) => [`/explanations/${rule}`, JSON.stringify(one)] as const),
    ...Object.entries(unreadable).map(([pointer, one]) => [pointer, `?${one}`] as const),
    ...(text ? [['/sections/MEASURES_RESULTS/0', JSON.stringify({ text })] as const] : []),
  ])
}

function filing({ own = {}, text, explanations = {} }: OnPage): Filing {
  return {
    cycle: 'c',
    agency: 'a',
    indicators: { own, consolidated: {}, byLevel: {} },
    explanations,
    sections: text ? [{ kind: 'MEASURES_RESULTS', text }] : [],
  }
}

function failed(rule: string, code: string, message = ''): Check {
  return { rule, severity: 'HARD', passed: false, pointer: `/indicators/own/${code}`, message, explained: false }
}

const NOTHING_SAID: Told = { checks: [], of: new Map(), isSaid: false }

/** What the server said of a page. */
function said(of: OnPage, ...checks: Check[]): Told {
  return { checks, of: entries(of), isSaid: true }
}

/** What stands, as `R14 LIT014`; of the server what has its own message. */
function standing(told: Told, page: OnPage, beside = NOTHING_BESIDE, of: readonly CheckRule[] = rules) {
  const asked = { rules: of, indicators, required: ['INS001'], wholes: [], level: 'COUNTY' as const }
  return standingOf(asked)(told, { entries: entries(page), filing: filing(page), beside })
    .filter((one) => !one.passed || one.explained)
    .map(({ rule, pointer, message }) => `${rule} ${pointer.split('/').pop()}${message === 'server' ? ' server' : ''}`)
}

describe('what stands of the checks', () => {
  it('is the word of this page before the server has said any', () => {
    expect(standing(NOTHING_SAID, { own: { LIT014: 3, LIT013: 2 } })).toEqual(['R14 LIT014'])
    expect(standing(NOTHING_SAID, { own: { LIT014: 2, LIT013: 2 } })).toEqual([])
  })

  it('is the word of the server of what was not touched since, whatever this page thinks', () => {
    const was = { own: { LIT014: 3, LIT013: 2 } }
    expect(standing(said(was), was)).toEqual([])
    const more = { own: { ...was.own, PEN003: 1, PEN011: 0 } }
    expect(standing(said(was), more)).toEqual(['R22 PEN003'])
    expect(standing(said(was, failed('R08', 'REC001', 'server')), more)).toEqual(['R08 REC001 server', 'R22 PEN003'])
  })

  it('is mended at once where a figure that was compared is', () => {
    const told = said({ own: { LIT014: 3, LIT013: 2 } }, failed('R14', 'LIT014', 'server'))
    expect(standing(told, { own: { LIT014: 3, LIT013: 3 } })).toEqual([])
    // and where it is emptied
    expect(standing(told, { own: { LIT013: 2 } })).toEqual([])
  })

  it('stays where it was, also of one that is still wrong', () => {
    const told = said({ own: { LIT014: 3, LIT013: 2 } }, failed('R14', 'LIT014', 'server'))
    expect(standing(told, { own: { LIT014: 4, LIT013: 2 } })).toEqual(['R14 LIT014'])
  })

  it('keeps what only the server tells until it tells again', () => {
    const text = '同比上升5%'
    const told = said({ own: { LIT014: 3 }, text }, failed('R41', 'LIT014', 'server'))
    expect(standing(told, { own: { LIT014: 4 }, text })).toEqual(['R41 LIT014 server'])
    const errors = [{ ...failed('cycle.closed', 'x', 'server'), pointer: '/cycle' }]
    expect(standing(said({}, ...errors), { own: { LIT014: 3, LIT013: 2 } })).toEqual([
      'cycle.closed cycle server',
      'R14 LIT014',
    ])
  })

  it('waits for the server with a cell that cannot be read', () => {
    const told = said({ own: { LIT014: 3, LIT013: 2 } }, failed('R14', 'LIT014', 'server'))
    const typing = { own: { LIT013: 2 }, unreadable: { '/indicators/own/LIT014': '1.' } }
    expect(standing(told, typing)).toEqual(['R14 LIT014 server'])
  })

  it('asks for what is required when it is emptied', () => {
    expect(standing(said({ own: { INS001: 1 } }), {})).toEqual(['R07 INS001'])
  })

  it('counts an explanation when it is written', () => {
    const own = { PEN003: 1, PEN011: 0 }
    const page = { own, explanations: { R22: '因为' } }
    const told = said({ own }, failed('R22', 'PEN003', 'server'))
    expect(standing(told, page)).toEqual(['R22 PEN003'])
    const all = standingOf({ rules, indicators, required: [], wholes: [], level: 'COUNTY' })
    const [check] = all(told, { entries: entries(page), filing: filing(page), beside: NOTHING_BESIDE })
    expect(check).toMatchObject({ passed: true, explained: true })
  })

  it('compares with the year before', () => {
    const beside = { before: { INS001: 100 }, waived: [] }
    expect(standing(NOTHING_SAID, { own: { INS001: 131 } }, beside)).toEqual(['R40 INS001'])
    expect(standing(NOTHING_SAID, { own: { INS001: 130 } }, beside)).toEqual([])
    expect(standing(NOTHING_SAID, { own: { INS001: 131 } })).toEqual([])
  })

  it('says nothing of a rule that is waived', () => {
    const beside = { before: {}, waived: ['R14'] }
    expect(standing(NOTHING_SAID, { own: { LIT014: 3, LIT013: 2 } }, beside)).toEqual([])
  })
})

describe('a figure that a text calls about or planned', () => {
  const own = { CPL001: 60, CPL002: 61 }
  const text = '受理投诉举报60余件。'
  const about: Check = { ...failed('R46', 'CPL001', 'server'), severity: 'SOFT' }

  it('is not looked at where the server found it', () => {
    const told = said({ own, text }, about)
    // R32: CPL002 <= CPL001
    expect(standing(told, { own: { ...own, CPL002: 62 }, text })).toEqual(['R46 CPL001 server'])
    const explained = said({ own, text }, { ...about, passed: true, explained: true })
    expect(standing(explained, { own: { ...own, CPL002: 62 }, text })).toEqual(['R46 CPL001 server'])
    const waived = said({ own, text }, { ...about, passed: true, waived: true })
    expect(standing(waived, { own: { ...own, CPL002: 62 }, text })).toEqual([])
  })

  it('is left to the server where it has not judged it yet', () => {
    expect(standing(NOTHING_SAID, { own, text })).toEqual([])
    expect(standing(said({ own: {}, text }), { own, text })).toEqual([])
    // in other units, too
    expect(standing(NOTHING_SAID, { own, text: '约0.006万件' })).toEqual([])
    // the text was changed
    const told = said({ own, text: '' }, failed('R32', 'CPL002', 'server'))
    expect(standing(told, { own: { CPL001: 60, CPL002: 62 }, text })).toEqual(['R32 CPL002 server'])
  })

  it('is an exact one where no text states it', () => {
    expect(standing(NOTHING_SAID, { own, text: '受理投诉举报七十余件，另有7件。' })).toEqual(['R32 CPL002'])
    const told = said({ own, text }, about)
    expect(standing(told, { own: { CPL001: 59, CPL002: 61 }, text })).toEqual(['R32 CPL002', 'R46 CPL001 server'])
  })

  it('is an exact one where the server judged it and found nothing', () => {
    const exact = '受理投诉举报60件。'
    const told = said({ own, text: exact })
    expect(standing(told, { own: { ...own, CPL002: 620 }, text: exact })).toEqual(['R32 CPL002'])
  })

  it('is looked at by rules that are not HARD', () => {
    const page = { own: { PEN003: 1, PEN011: 0 }, text: '罚款1余件' }
    expect(standing(NOTHING_SAID, page)).toEqual(['R22 PEN003'])
  })

  it('is an exact one where no rule of the cycle looks at texts', () => {
    const alone = rules.filter(({ excludes }) => !excludes)
    expect(standing(NOTHING_SAID, { own, text }, NOTHING_BESIDE, alone)).toEqual(['R32 CPL002'])
  })
})
