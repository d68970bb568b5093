import { ref } from 'vue'

export type Language = 'zh' | 'en'

type Text = string | ((...values: never[]) => string)
type Same<T> = { [K in keyof T]: T[K] extends string ? string : T[K] }

function remembered(): Language {
  const chosen = globalThis.localStorage?.getItem('huikan-language')
  return chosen === 'en' || chosen === 'zh' ? chosen : navigator.language.startsWith('zh') ? 'zh' : 'en'
}

export const language = ref<Language>(remembered())

export function speak(chosen: Language): void {
  language.value = chosen
  localStorage.setItem('huikan-language', chosen)
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
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
