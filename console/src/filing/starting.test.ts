import { expect, it } from 'vitest'
import type { Entries } from './entries'
import { correctionOf, startOf } from './starting'

const from = (all: Record<string, string>) => new Map(Object.entries(all))
const A = '/indicators/own/INS001'
const B = '/indicators/own/INS002'

const FILED: Record<string, Entries> = {
  v1: from({ [A]: '1', [B]: '2', '/title': '"年度报告"' }),
  v2: from({ [A]: '5', [B]: '2', '/title': '"年度报告"', '/replaces': '"v1"', '/reason': '"核对"' }),
}
const begun = (id: string | null) => Promise.resolve(id ? correctionOf(FILED[id]!, id) : new Map<string, string>())

it('begins with what the server keeps while nothing stands', async () => {
  expect(await startOf(from({ [A]: '7' }), { stands: null, filed: null }, begun)).toEqual(from({ [A]: '7' }))
})

it('begins with what stands where nothing was written', async () => {
  expect(await startOf(from({}), { stands: 'v1', filed: null }, begun)).toEqual(
    from({ [A]: '1', [B]: '2', '/title': '"年度报告"', '/replaces': '"v1"' }),
  )
})

it('that was filed as it is is corrected, with another reason', async () => {
  expect(await startOf(FILED['v2']!, { stands: 'v2', filed: 'v2' }, begun)).toEqual(
    from({ [A]: '5', [B]: '2', '/title': '"年度报告"', '/replaces': '"v2"' }),
  )
})

it('goes on with a correction that was begun', async () => {
  const begunOne = from({ [A]: '6', '/replaces': '"v1"', '/reason': '"核对"' })
  expect(await startOf(begunOne, { stands: 'v1', filed: null }, begun)).toBe(begunOne)
})

it('that was begun before something was filed corrects it, and loses nothing of it', async () => {
  expect(await startOf(from({ [B]: '20' }), { stands: 'v1', filed: null }, begun)).toEqual(
    from({ [A]: '1', [B]: '20', '/title': '"年度报告"', '/replaces': '"v1"' }),
  )
})

it('that corrects an earlier filing corrects the one that stands now, and keeps what was emptied empty', async () => {
  const written = from({ [A]: '1', '/title': '"年度报告"', '/replaces': '"v1"' })
  expect(await startOf(written, { stands: 'v2', filed: null }, begun)).toEqual(
    from({ [A]: '5', '/title': '"年度报告"', '/replaces': '"v2"' }),
  )
})

it('is a first filing again where the one that it corrects was withdrawn', async () => {
  const written = from({ [A]: '6', '/replaces': '"v1"', '/reason': '"核对"' })
  expect(await startOf(written, { stands: null, filed: null }, begun)).toEqual(from({ [A]: '6' }))
})
