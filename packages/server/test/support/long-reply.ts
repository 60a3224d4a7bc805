/** A reply of more than 10,000 characters with everything that Markdown has: no platform takes it in one message. */
export function longReply(): string {
  const polish =
    'Pierwszy akapit: zażółć gęślą jaźń, 🎉 i **ważne** słowa z `kodem` oraz [linkiem](https://shop.example/a?b=1). ';
  const list = Array.from(
    { length: 30 },
    (_, at) => `${at + 1}. Krok numer ${at + 1}: _uważaj_ na ~~błędy~~ & <znaki>.`,
  ).join('\n');
  const code = `\`\`\`ts\n${Array.from({ length: 60 }, (_, at) => `const answer${at} = ${at} < 42 && "ok";`).join('\n')}\n\`\`\``;
  const table = `| name | value |\n|---|---|\n${Array.from({ length: 40 }, (_, at) => `| row ${at + 1} | ${at * 7} |`).join('\n')}`;
  return [`# ${'Nagłówek'}`, polish.repeat(24), list, code, table, polish.repeat(18), '> Cytat na koniec.'].join(
    '\n\n',
  );
}
