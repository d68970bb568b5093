import { beforeEach, describe, expect, it } from 'vitest'
import type { FormSection } from '@/api/generated/model'
import { language } from '@/ui/texts'
import { emptyDraft } from './draft'
import { headingShown } from './headings'

const form: FormSection[] = [
  { kind: 'MEASURES_RESULTS', names: { zh: '主要举措和成效', en: 'measures and results' } },
  { kind: 'OTHER', names: { zh: '其他', en: 'other' } },
]
const measures = { kind: 'MEASURES_RESULTS', heading: '主要举措和成效' }

beforeEach(() => {
  language.value = 'zh'
})

describe('a heading', () => {
  it('is filed as the form has it, whatever the language of the reader', () => {
    language.value = 'en'
    expect(emptyDraft(form).sections).toEqual([{ ...measures, text: '' }])
  })

  it('is shown in the language of the reader', () => {
    expect(headingShown(measures, form)).toBe('主要举措和成效')
    language.value = 'en'
    expect(headingShown(measures, form)).toBe('Measures and results')
  })

  it('stays as the office wrote it', () => {
    language.value = 'en'
    expect(headingShown({ kind: 'OTHER', heading: '附带情况' }, form)).toBe('附带情况')
    expect(headingShown({ kind: 'OTHER' }, [])).toBe('')
  })
})
