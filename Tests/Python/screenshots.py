"""screenshots.py FOLDER FILE...: takes pictures of pages at 1280 and 400 pixels, light and dark.

Of each page it also takes the beginning, for a document that should not be as long as the page.
"""

import os
import sys

from browser import Browser, Page


def main(folder, files):
    with Browser() as browser:
        for file in files:
            name = os.path.splitext(os.path.basename(file))[0]
            for width in [1280, 400]:
                for scheme in ["light", "dark"]:
                    page = Page(browser, file, width=width, scheme=scheme)
                    page.screenshot(f"{folder}/status-{name}-{width}-{scheme}.png")
                    if (width, scheme) == (1280, "light"):
                        page.screenshot(f"{folder}/status-{name}.png", until="#capacity")
                    page.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
