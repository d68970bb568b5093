import { describe, expect, it } from 'vitest'
import type { Trail } from '@/api/generated/model'
import { editable, revisionIn, versionsKnown, waiverState, written } from './rules'

function trail(...versions: number[]): Trail {
  const steps = versions.map((version, at) => ({
    n: at + 1,
    at: '2026-11-28T06:00:00Z',
    by: 'admin',
    move: 'draft',
    to: 'DRAFT',
    request: { version },
    hash: '',
    previous: '',
  }))
  return { kind: 'rules', id: 'R40', head: '', steps }
}

describe('a rule that is edited', () => {
  it('is shown without what the suite counts, and comes back as a draft or with its day', () => {
    const text = editable({ code: 'R40', version: 1, published: '2026-11-28', severity: 'SOFT' })
    expect(JSON.parse(text)).toEqual({ code: 'R40', severity: 'SOFT' })
    expect(written(text, null)).toEqual({ code: 'R40', severity: 'SOFT', version: 0, published: null })
    expect(written(text, '2026-12-01')?.published).toBe('2026-12-01')
  })

  it('is nothing where it is no object of JSON', () => {
    for (const text of ['', '{"code": ', '[]', 'null', '"R40"', '1']) {
      expect(written(text, null)).toBeNull()
    }
  })

  it('is kept with the revision at which it was seen', () => {
    expect(revisionIn('"12"')).toBe(12)
    expect(revisionIn('W/"12-gzip"')).toBe(12)
    expect(revisionIn(null)).toBe(0)
  })
})

describe('the versions of a rule', () => {
  it('are those of the release up to the one that is known', () => {
    expect(versionsKnown([3, 3], trail())).toEqual([3, 2, 1])
    expect(versionsKnown([1], undefined)).toEqual([1])
  })

  it('are also those that came later, each once', () => {
    expect(versionsKnown([1002, 2], trail(1001, 1001, 1002))).toEqual([1002, 1001, 2, 1])
  })

  it('begin over the API where no release has it', () => {
    expect(versionsKnown([1001, undefined], trail(1001))).toEqual([1001])
  })
})

describe('a waiver', () => {
  it('is in force on its last day', () => {
    expect(waiverState({ until: '2026-11-28' }, '2026-11-28')).toBe('inForce')
    expect(waiverState({ until: '2026-11-27' }, '2026-11-28')).toBe('over')
    expect(waiverState({ until: '2026-12-31', endedAt: '2026-11-28T01:00:00Z' }, '2026-11-28')).toBe('ended')
  })
})
