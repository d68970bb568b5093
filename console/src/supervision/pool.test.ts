import { expect, it } from 'vitest'
import { candidates, repeated } from './pool'

it('reads what a spreadsheet puts into the clipboard', () => {
  expect(candidates('甲\t2\t高风险\r\n乙\n\n丙,0.5\n').pool).toEqual([
    { id: '甲', weight: 2, stratum: '高风险' },
    { id: '乙', weight: null, stratum: null },
    { id: '丙', weight: 0.5, stratum: null },
  ])
})

it('says which line has no weight, and who stands there twice', () => {
  expect(candidates('甲\t2\n\n乙\t很多').wrong).toEqual([3])
  expect(repeated(candidates('甲\n乙\n甲\n甲').pool)).toEqual(['甲'])
})
