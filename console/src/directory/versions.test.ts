import { describe, expect, it } from 'vitest'
import type { Trail } from '@/api/generated/model'
import { revisionIn, versionsKnown } from './versions'

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

describe('a thing with versions', () => {
  it('is kept with the revision at which it was seen', () => {
    expect(revisionIn('"12"')).toBe(12)
    expect(revisionIn('W/"12-gzip"')).toBe(12)
    expect(revisionIn(null)).toBe(0)
  })

  it('are those of the release up to the one that is known', () => {
    expect(versionsKnown([3, 3], trail())).toEqual([3, 2, 1])
    expect(versionsKnown([1], undefined)).toEqual([1])
  })

  it('are also those that came later, each once', () => {
    expect(versionsKnown([1002, 2], trail(1001, 1001, 1002))).toEqual([1002, 1001, 2, 1])
  })

  it('are those of the release, too, where the last one came later', () => {
    const changed = trail(1001, 1002)
    changed.steps[0]!.request = { version: 1001, after: 2 }
    expect(versionsKnown([1002, undefined], changed)).toEqual([1002, 1001, 2, 1])
  })

  it('begin over the API where no release has it', () => {
    expect(versionsKnown([1001, undefined], trail(1001))).toEqual([1001])
  })
})
