import { describe, expect, it } from 'vitest'
import type { AgencyView } from '@/api/generated/model'
import { matching, sizeOf, treeOf } from './tree'

const agencies: AgencyView[] = [
  {
    code: 'p',
    name: '省',
    level: 'PROVINCE',
    territory: null,
    department: null,
    version: 1,
    formerNames: [],
    ended: null,
  },
  { code: 'c', name: '市', level: 'CITY', territory: 'p', department: null, version: 1, formerNames: [], ended: null },
  {
    code: 'd',
    name: '市局',
    level: 'CITY',
    territory: 'c',
    department: 'p',
    version: 1,
    formerNames: [{ name: '市办', until: '2020-01-01' }],
    ended: null,
  },
]

describe('the tree of agencies', () => {
  it('follows the line that is asked for', () => {
    expect(treeOf(agencies, 'territory')[0]?.children[0]?.children[0]?.agency.code).toBe('d')
    expect(treeOf(agencies, 'department').map((one) => one.agency.code)).toEqual(['p', 'c'])
  })

  it('keeps those above what fits', () => {
    const found = matching(treeOf(agencies, 'territory'), '市局')
    expect(found[0]?.children[0]?.children).toHaveLength(1)
    expect(sizeOf(found)).toBe(3)
    expect(sizeOf(matching(treeOf(agencies, 'territory'), '市办'))).toBe(3)
    expect(matching(treeOf(agencies, 'territory'), 'nothing')).toEqual([])
  })
})
