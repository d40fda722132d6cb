// Numbers as text.
export function number(value, decimals = -1, signs = false) {
  if (value === null || value === undefined || Number.isNaN(value)) return "\u2013";
  const size = Math.abs(value);
  const places = decimals >= 0 ? decimals : size === 0 || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 ? 3 : 5;
  const text = size > 0 && size < 1e-5 ? value.toExponential(2) : value.toLocaleString("en-GB", { minimumFractionDigits: places, maximumFractionDigits: places });
  return (signs && value > 0 ? "+" : "") + text.replace("-", "\u2212");
}

// For axes: 12,000,000 is 12M.
export function short(value) {
  const size = Math.abs(value);
  const scaled = size >= 1e6 ? [1e6, "M"] : size >= 1e4 ? [1e3, "k"] : [1, ""];
  const text = Number((value / scaled[0]).toPrecision(4)).toString();
  return text.replace("-", "\u2212") + scaled[1];
}

export const escape = (text) => String(text).replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter]);
