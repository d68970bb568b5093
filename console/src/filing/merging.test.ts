import { describe, expect, it } from 'vitest'
import { merged, refusedAt, resumed, wanted } from './merging'

const from = (all: Record<string, string>) => new Map(Object.entries(all))
const A = '/indicators/own/INS001'
const B = '/indicators/own/INS002'

describe('what comes from the server', () => {
  it('is taken where nothing was typed here, also where it was emptied', () => {
    const base = from({ [A]: '1', [B]: '2' })
    expect(merged(base, base, from({ [A]: '10' }))).toEqual({ taken: [A, B], both: [] })
  })

  it('leaves alone what was typed here in another place', () => {
    const base = from({ [A]: '1' })
    expect(merged(base, from({ [A]: '1', [B]: '2' }), from({ [A]: '10' }))).toEqual({ taken: [A], both: [] })
  })

  it('is held against what was typed here where both changed it', () => {
    const base = from({ [A]: '1' })
    expect(merged(base, from({ [A]: '2' }), from({ [A]: '3' }))).toEqual({ taken: [], both: [A] })
    expect(merged(base, from({ [A]: '2' }), from({}))).toEqual({ taken: [], both: [A] })
    expect(merged(base, from({ [A]: '?七' }), from({ [A]: '3' }))).toEqual({ taken: [], both: [A] })
  })

  it('needs no decision where both changed it to the same', () => {
    expect(merged(from({}), from({ [A]: '3' }), from({ [A]: '3' }))).toEqual({ taken: [], both: [] })
  })

  it('does not change a place under the hand that writes in it', () => {
    const base = from({ [A]: '1' })
    expect(merged(base, base, from({ [A]: '3' }), (place) => place === A)).toEqual({ taken: [], both: [A] })
  })
})

describe('what was kept while nothing could be sent', () => {
  const kept = new Map([[A, { was: '1', mine: '2' }]])

  it('is sent where the server has what it had', () => {
    expect(resumed(kept, from({ [A]: '1' }))).toEqual({ sent: [A], both: [], done: [] })
  })

  it('is done where it had arrived although no answer came', () => {
    expect(resumed(kept, from({ [A]: '2' }))).toEqual({ sent: [], both: [], done: [A] })
  })

  it('is held against what was written meanwhile', () => {
    expect(resumed(kept, from({ [A]: '3' }))).toEqual({ sent: [], both: [A], done: [] })
    expect(resumed(kept, from({}))).toEqual({ sent: [], both: [A], done: [] })
  })

  it('may be an emptied cell', () => {
    const emptied = new Map([[A, { was: '1', mine: undefined }]])
    expect(resumed(emptied, from({ [A]: '1' })).sent).toEqual([A])
    expect(resumed(emptied, from({})).done).toEqual([A])
  })
})

describe('what is wanted', () => {
  const base = from({ [A]: '1', [B]: '2' })
  const none = new Set<string>()

  it('is what is typed, and what was emptied is not there', () => {
    expect(wanted(base, from({ [A]: '10' }), none, new Map())).toEqual(from({ [A]: '10' }))
  })

  it('leaves what cannot be filed, and what is to be decided, as the server has it', () => {
    expect(wanted(base, from({ [A]: '?七', [B]: '20' }), none, new Map())).toEqual(from({ [A]: '1', [B]: '20' }))
    expect(wanted(base, from({ [A]: '10', [B]: '20' }), new Set([A]), new Map())).toEqual(from({ [A]: '1', [B]: '20' }))
  })

  it('leaves what was refused until it is typed anew', () => {
    const refused = new Map([[A, '10']])
    expect(wanted(base, from({ [A]: '10', [B]: '20' }), none, refused)).toEqual(from({ [A]: '1', [B]: '20' }))
    expect(wanted(base, from({ [A]: '11', [B]: '20' }), none, refused)).toEqual(from({ [A]: '11', [B]: '20' }))
  })
})

it('what was refused is found by the places of the errors', () => {
  const error = (pointer: string) => ({ pointer, code: 'c', message: 'm' })
  const sent = [A, '/title', '/sections/OTHER/0', '/sections/OTHER/1']
  expect(refusedAt([error(A)], sent)).toEqual([A])
  expect(refusedAt([error('/sections/0/text')], sent)).toEqual(['/sections/OTHER/0', '/sections/OTHER/1'])
  expect(refusedAt([error('/titles'), error('')], sent)).toEqual([])
})
