import { expect, it } from 'vitest'
import type { AgencyView } from '@/api/generated/model'
import { around } from './around'

function agency(code: string, level: AgencyView['level'], territory: string | null): [string, AgencyView] {
  return [code, { code, name: code, level, territory, department: null, version: 1, formerNames: [], ended: null }]
}

const directory = new Map([
  agency('p', 'PROVINCE', null),
  agency('a', 'CITY', 'p'),
  agency('a1', 'COUNTY', 'a'),
  agency('a2', 'COUNTY', 'a'),
  agency('b', 'CITY', 'p'),
  agency('b1', 'COUNTY', 'b'),
])

function codes(chosen: string[], most: number): string[] {
  return around(directory, chosen, most).map((one) => one.code)
}

it('offers all of a small directory', () => {
  expect(codes([], 6)).toEqual(['p', 'a', 'a1', 'a2', 'b', 'b1'])
})

it('offers of a large one provinces, cities and what is around the chosen one', () => {
  expect(codes([''], 3)).toEqual(['p', 'a', 'b'])
  expect(codes(['a'], 3)).toEqual(['p', 'a', 'a1', 'a2', 'b'])
  expect(
    around(new Map([...directory].filter(([code]) => code.startsWith('a'))), [], 1).map((one) => one.code),
  ).toEqual(['a'])
  expect(codes(['b1'], 3)).toEqual(['p', 'a', 'b', 'b1'])
})
