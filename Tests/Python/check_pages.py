"""check_pages.py FILE...: what is wrong with status pages in a real browser, as JSON: {FILE: [PROBLEM...]}.

Checks that nothing is logged or requested, that no page scrolls sideways at 320 pixels, that every text contrasts with
its ground as WCAG 2.2 AA asks, light and dark, and that axe-core finds nothing.
"""

import importlib.util
import json
import os
import sys

from browser import Browser, Page

OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"

# The colors of texts and shapes as rendered, against the nearest ground that is not transparent.
CONTRAST = """
(() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => {
    const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement, text = node.textContent.trim();
    if (!text || ['TITLE', 'DESC', 'STYLE'].includes(element.tagName.toUpperCase())) continue;
    const style = getComputedStyle(element);
    if (style.display === 'none' || element.getClientRects().length === 0) continue;
    count++;
    const color = parse(element instanceof SVGElement ? style.fill : style.color);
    const size = parseFloat(style.fontSize), isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const r = ratio(color, ground(element));
    if (r < (isLarge ? 3 : 4.5)) found.push(`text ${r.toFixed(2)}:1 "${text.slice(0, 40)}"`);
  }
  for (const shape of document.querySelectorAll('.r, .r2, .h, .m, .w, .kh, .km, .a, .e')) {
    const style = getComputedStyle(shape), isLine = style.fill === 'none';
    if (shape.getClientRects().length === 0) continue;
    const r = ratio(parse(isLine ? style.stroke : style.fill), ground(shape));
    if (r < 2.95) found.push(`shape .${shape.getAttribute('class')} ${r.toFixed(2)}:1`);
  }
  if (count < 20) found.push(`only ${count} texts are visible`);
  return [...new Set(found)];
})()
"""


def axe_source():
    """axe.min.js, as the package ships it; None if it is not installed."""
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None:
        return None
    for folder, _, files in os.walk(os.path.dirname(package.origin)):
        if "axe.min.js" in files:
            with open(os.path.join(folder, "axe.min.js"), encoding="utf-8") as source:
                return source.read()
    return None


def check(browser, file, axe):
    problems = []
    for scheme in ["light", "dark"]:
        page = Page(browser, file, width=320, scheme=scheme)
        problems += page.complaints()
        page.evaluate(OPEN)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            problems.append(f"{width} pixels wide on a screen of 320")
        problems += [f"{scheme}: {text}" for text in page.evaluate(CONTRAST)]
        page.close()
        page = Page(browser, file, width=1280, scheme=scheme)
        problems += page.complaints() + [f"{scheme}: {text}" for text in page.evaluate(CONTRAST)]
        page.close()
    if axe is not None:
        page = Page(browser, file)
        page.evaluate(OPEN)
        page.evaluate(axe + "; 0")
        # The page reloads itself, so that a screen on a wall stays current: a rule of axe-core forbids that.
        found = page.evaluate("axe.run(document, {resultTypes: ['violations'], "
                              "rules: {'meta-refresh': {enabled: false}}}).then(r => r.violations.map("
                              "v => v.id + ': ' + v.help + ': ' + v.nodes.map(n => n.target).slice(0, 3).join(', ')))")
        problems += ["axe: " + text for text in found]
        page.close()
    return problems


def main(files):
    axe = axe_source()
    with Browser() as browser:
        print(json.dumps({os.path.basename(file): check(browser, file, axe) for file in files}))
    if axe is None:
        print("axe-core is not installed", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
