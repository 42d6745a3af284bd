// How many tokens texts have in Llama 3's vocabulary: one JSON string a line on standard input, one number a line back.
import readline from 'node:readline'
import tokenizer from 'llama3-tokenizer-js'

const count = (text) => tokenizer.encode(text, { bos: false, eos: false }).length

for await (const line of readline.createInterface({ input: process.stdin })) console.log(count(JSON.parse(line)))
