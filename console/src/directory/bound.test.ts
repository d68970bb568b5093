import { describe, expect, it } from 'vitest'
import type { AgencyView } from '@/api/generated/model'
import { below, kindsOf } from './bound'

function agency(
  code: string,
  name: string,
  level: AgencyView['level'],
  territory: string | null,
  department: string | null = null,
): [string, AgencyView] {
  return [code, { code, name, level, territory, department, version: 1, formerNames: [], ended: null }]
}

const directory = new Map([
  agency('21-gov', '省人民政府', 'PROVINCE', null),
  agency('21-ndmo', '省国动办', 'PROVINCE', '21-gov'),
  agency('2109-gov', '市人民政府', 'CITY', '21-gov'),
  agency('2109-ndmo', '市国动办', 'CITY', '2109-gov', '21-ndmo'),
  agency('210902-gov', '区人民政府', 'COUNTY', '2109-gov'),
  agency('210902-ndmo', '区国动办', 'COUNTY', '210902-gov', '2109-ndmo'),
  agency('210903-gov', '县人民政府', 'COUNTY', '2109-gov'),
])

describe('whom a cycle binds', () => {
  it('is along the territory line departments, too, and along the department line nobody else', () => {
    expect(below(directory, '2109-gov', 'TERRITORY').map((one) => one.code)).toEqual([
      '2109-gov',
      '2109-ndmo',
      '210902-gov',
      '210902-ndmo',
      '210903-gov',
    ])
    expect(below(directory, '21-ndmo', 'DEPARTMENT').map((one) => one.code)).toEqual([
      '21-ndmo',
      '2109-ndmo',
      '210902-ndmo',
    ])
    expect(below(directory, '2109-gov', 'DEPARTMENT').map((one) => one.code)).toEqual(['2109-gov'])
    expect(below(directory, 'none', 'TERRITORY')).toEqual([])
  })

  it('is counted by kind and level', () => {
    expect(kindsOf(below(directory, '2109-gov', 'TERRITORY'))).toEqual([
      {
        org: 'gov',
        called: '人民政府',
        levels: [
          ['CITY', 1],
          ['COUNTY', 2],
        ],
        count: 3,
      },
      {
        org: 'ndmo',
        called: '国动办',
        levels: [
          ['CITY', 1],
          ['COUNTY', 1],
        ],
        count: 2,
      },
    ])
    expect(kindsOf([])).toEqual([])
  })
})
