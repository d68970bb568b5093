import { defineTexts } from '@/ui/texts'

export const t = defineTexts(
  {
    hint: '从名单中选择，或输入登录名。办理时不核对登录名是否存在：写错则无人能办。',
    strangers: (logins: string) => `名单中没有：${logins}。请核对，写错则无人能办。`,
    addOne: '从名单中加入',
  },
  {
    hint: 'Choose, or type a login. Whether there is such a login is not checked: a wrong one waits for nobody.',
    strangers: (logins: string) =>
      `Not among the people listed: ${logins}. Look again: a wrong login waits for nobody.`,
    addOne: 'Add a person',
  },
)
