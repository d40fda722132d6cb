// The words of the page in the language of the report: English ones are their own keys.
let words = {};
export const setWords = (given) => { words = given || {}; };
// `{}` takes the next argument, `{2}` the second: other languages have another order.
export const t = (text, ...given) => {
  let next = 0;
  return (words[text] ?? text).replace(/\{(\d*)\}/g, (_, place) => given[place === "" ? next++ : Number(place) - 1]);
};
