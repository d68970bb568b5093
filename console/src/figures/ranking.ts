import type { FormIndicator, RankedView } from '@/api/generated/model'
import { wordFor } from '@/ui/texts'
import { changeWords, figureWords, sidesOf } from './changes'
import { ungrouped } from './table'
import { t } from './texts'

/** Why one is apart from those with a rank; empty for those. */
export function apartWords({ why }: RankedView): string {
  return why ? wordFor(t, `apart_${why}`) : ''
}

/** A ranking as rows of text, with its head. */
export function rankingRows(
  items: readonly RankedView[],
  of: FormIndicator,
  name: (code: string) => string,
): string[][] {
  return [
    [t.rank, t.agency, t.code, t.value, t.numerator, t.denominator, t.change, t.caution],
    ...items.map((one) => {
      const [above = '', below = ''] = ungrouped(sidesOf(one.value)).split(' ÷ ')
      return [
        one.rank ? String(one.rank) : '',
        name(one.agency),
        one.agency,
        ungrouped(figureWords(one.value, of)),
        above,
        below,
        changeWords(one.change, of),
        [apartWords(one), one.change?.redefined ? t.redefined : ''].filter(Boolean).join(' '),
      ]
    }),
  ]
}
