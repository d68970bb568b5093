import { shallowRef } from 'vue'

export interface Question {
  text: string
  /** what stands in the field; null where yes or no is all that is asked */
  field: string | null
  /** words of the two answers, where they say more than confirm and cancel */
  yes?: string
  no?: string
  /** what was typed, or null for no */
  answer: (said: string | null) => void
}

/** What the reader is asked at the moment; {@link AskDialog} shows it. */
export const question = shallowRef<Question | null>(null)

/**
 * Whether the reader is sure.
 *
 * @param words of the two answers, where they say more than confirm and cancel
 */
export async function sure(text: string, words: { yes?: string; no?: string } = {}): Promise<boolean> {
  return (await put(text, null, words)) !== null
}

/** What the reader types; null when they would rather not. */
export function asked(text: string, field = ''): Promise<string | null> {
  return put(text, field)
}

function put(text: string, field: string | null, words: { yes?: string; no?: string } = {}): Promise<string | null> {
  question.value?.answer(null)
  return new Promise((answer) => (question.value = { text, field, ...words, answer }))
}
