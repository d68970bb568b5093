import { describe, expect, it } from 'vitest'
import { matching, sizeOf, treeOf } from './tree'

const agencies = [
  { code: 'p', name: '省', level: 'PROVINCE', territory: null, department: null, version: 1 },
  { code: 'c', name: '市', level: 'CITY', territory: 'p', department: null, version: 1 },
  { code: 'd', name: '市局', level: 'CITY', territory: 'c', department: 'p', version: 1 },
] as const

describe('the tree of agencies', () => {
  it('follows the line that is asked for', () => {
    expect(treeOf(agencies, 'territory')[0]?.children[0]?.children[0]?.agency.code).toBe('d')
    expect(treeOf(agencies, 'department').map((one) => one.agency.code)).toEqual(['p', 'c'])
  })

  it('keeps those above what fits', () => {
    const found = matching(treeOf(agencies, 'territory'), '市局')
    expect(found[0]?.children[0]?.children).toHaveLength(1)
    expect(sizeOf(found)).toBe(3)
    expect(matching(treeOf(agencies, 'territory'), 'nothing')).toEqual([])
  })
})
