import { ref } from 'vue'

export type Language = 'zh' | 'en'

type Text = string | ((...values: never[]) => string)
type Same<T> = { [K in keyof T]: T[K] extends string ? string : T[K] }

const KEY = 'huikan-language'

function languageIn(text: string | null | undefined): Language | null {
  return text === 'en' || text === 'zh' ? text : null
}

/** What the reader chose last in this browser. */
function chosen(): Language | null {
  return languageIn(globalThis.localStorage?.getItem(KEY))
}

/** What the reader chose on the form, when they come from it; a page that is loaded again was spoken in since. */
function chosenOnForm(): Language | null {
  const from = globalThis.document?.referrer
  const [loaded] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (!from || loaded?.type === 'reload') {
    return null
  }
  const { pathname, searchParams } = new URL(from)
  return pathname === '/login' ? languageIn(searchParams.get('lang')) : null
}

function atFirst(): Language {
  const form = chosenOnForm()
  if (form) {
    localStorage.setItem(KEY, form)
  }
  return chosen() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')
}

export const language = ref<Language>(atFirst())

export function speak(spoken: Language): void {
  language.value = spoken
  document.documentElement.lang = spoken === 'zh' ? 'zh-CN' : 'en'
}

/** Speaks what the reader asks for, also the next time. */
export function choose(asked: Language): void {
  localStorage.setItem(KEY, asked)
  speak(asked)
}

/** Speaks as the account has it, where the reader has not chosen. */
export function speakAs(account: string): void {
  speak(chosen() ?? languageIn(account) ?? language.value)
}

/** The texts of a feature in both languages. The compiler wants each in both; a change of language shows at once. */
export function defineTexts<T extends Record<string, Text>>(zh: T, en: Same<T>): Same<T> {
  return new Proxy(en, {
    get: (_, key) => Reflect.get(language.value === 'zh' ? zh : en, key) as unknown,
  })
}

/** What is added to a name, in the brackets of the language. */
export function inBrackets(text: string | number): string {
  return language.value === 'zh' ? `（${text}）` : ` (${text})`
}

/** Several in a row, as the language sets them apart. */
export function listed(all: readonly (string | number)[]): string {
  return all.join(language.value === 'zh' ? '、' : ', ')
}

/** As it stands alone, on a button or in a head. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A number of things in English. */
export function several(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Of a name that the suite tells in both languages. */
export function named(names: { zh: string; en: string } | undefined, otherwise: string): string {
  return names?.[language.value] || otherwise
}

/** The text of a code that the suite tells; the code itself where it is a new one. */
export function wordFor(texts: object, code: string): string {
  return (texts as Record<string, string | undefined>)[code] ?? code
}
