import { describe, expect, it } from 'vitest'
import type { PersonView } from '@/api/generated/model'
import { fitting, strangers } from './fitting'

const people: PersonView[] = [
  { login: 'wang', name: '王一', role: 'INSPECTOR', agency: '210900-gov' },
  { login: 'li', name: '李二', role: 'SUPERVISOR', agency: '210900-gov' },
  { login: 'zhao', name: '赵三', role: 'REPORTER', agency: '210900-gov' },
]

describe('to whom work is given', () => {
  it('offers those whose role lets them do it', () => {
    expect(fitting(people, ['INSPECTOR', 'SUPERVISOR']).map((one) => one.login)).toEqual(['wang', 'li'])
    expect(fitting(people, [])).toHaveLength(3)
  })

  it('tells a wrong letter and somebody of another role', () => {
    expect(strangers(['wang'], people, ['INSPECTOR'])).toEqual([])
    expect(strangers(['wnag', ' wang ', '', 'zhao'], people, ['INSPECTOR'])).toEqual(['wnag', 'zhao'])
  })

  it('says nothing while nobody is known', () => {
    expect(strangers(['wnag'], [], [])).toEqual([])
  })
})
