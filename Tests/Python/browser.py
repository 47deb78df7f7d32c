"""Drives Debian's chromium over the DevTools protocol, through a pipe: no port, and nothing to install besides it."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Browser:
    """A headless chromium with a profile of its own."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="podkeeper-browser-")
        to_browser, self.write_end = os.pipe()
        self.read_end, from_browser = os.pipe()

        def descriptors():
            # chromium reads commands from descriptor 3 and writes to 4.
            os.dup2(to_browser, 103)
            os.dup2(from_browser, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)

        # Its own sandbox does not work for root.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            ["chromium", "--headless=new", *sandbox, "--remote-debugging-pipe", f"--user-data-dir={self.profile}",
             "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--force-color-profile=srgb", "about:blank"],
            preexec_fn=descriptors, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self, limit):
        """The next message, or None after that many seconds."""
        while b"\0" not in self.buffer:
            if not select.select([self.read_end], [], [], limit)[0]:
                return None
            part = os.read(self.read_end, 1 << 20)
            if not part:
                raise RuntimeError("chromium ended")
            self.buffer += part
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, session=None, limit=120, **parameters):
        """The answer to a command. Events that come before it are kept."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        os.write(self.write_end, json.dumps(command).encode() + b"\0")
        end = time.monotonic() + limit
        while True:
            message = self.message(max(0, end - time.monotonic()))
            if message is None:
                raise RuntimeError(f"chromium did not answer {method}")
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)


class Page:
    """A tab that shows one file."""

    def __init__(self, browser, file, width=1280, scheme="light"):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.events.clear()
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.address = "file://" + os.path.abspath(file)
        self.call("Page.navigate", url=self.address)
        self.wait("Page.loadEventFired")
        # The icon is loaded, and violations are reported, after the load event.
        self.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def wait(self, event, limit=120):
        end = time.monotonic() + limit
        while not any(message.get("method") == event for message in self.browser.events):
            message = self.browser.message(max(0, end - time.monotonic()))
            if message is None:
                raise RuntimeError(f"{event} did not come")
            self.browser.events.append(message)

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def complaints(self):
        """Console messages, violations and requests, in words."""
        found = []
        for message in self.browser.events:
            method, parameters = message.get("method"), message.get("params", {})
            if method == "Runtime.consoleAPICalled":
                found.append("console: " + json.dumps(parameters["args"])[:300])
            elif method == "Runtime.exceptionThrown":
                found.append("exception: " + json.dumps(parameters)[:300])
            elif method == "Log.entryAdded":
                found.append("log: " + parameters["entry"]["text"][:300])
            elif method == "Network.requestWillBeSent":
                url = parameters["request"]["url"]
                if url != self.address and not url.startswith("data:"):
                    found.append("request: " + url[:300])
        return found

    def screenshot(self, file, until=None):
        """The whole page, or what is above the element that a selector finds."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        height = size["height"]
        if until is not None:
            height = self.evaluate(f"document.querySelector('{until}').getBoundingClientRect().top") - 22
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1}
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(data))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
