"""Debian's Chromium, and the pages that it opens."""

import json
import os
import shutil
from contextlib import contextmanager

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-sync", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update"),
)
READY = "return document.documentElement.dataset.ready === ''"
PATIENCE = 60  # seconds for a page or a script; they need less than a few


@contextmanager
def chromium(profile):
    """A browser with an empty profile, as an object of Selenium."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no chromium and chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    service = Service(DRIVER, env={**os.environ, "HOME": str(profile)})
    browser = webdriver.Chrome(options=options, service=service)
    try:
        yield Browser(browser)
    finally:
        browser.quit()


class Browser:
    """What the tests do with a browser."""

    def __init__(self, driver):
        self.driver = driver
        driver.set_script_timeout(PATIENCE)

    def open(self, path, place=""):
        """Open a page of a file, and wait until its script is ready."""
        self.visit(f"file://{path}{place}")

    def visit(self, address):
        """The same for any address."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(address)
        self.until(READY)

    def until(self, script, *values):
        """Wait until a script returns something that is true, and return that."""
        from selenium.webdriver.support.wait import WebDriverWait

        return WebDriverWait(self.driver, PATIENCE, 0.02).until(lambda _: self.run(script, *values))

    def run(self, script, *values):
        """What a script returns."""
        return self.driver.execute_script(script, *values)

    def later(self, script, *values):
        """What a script gives to its last argument, a function."""
        return self.driver.execute_async_script(script, *values)

    def devtools(self, command, **values):
        """A command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(command, values)

    def one(self, selector):
        """The first element of a selector."""
        return self.driver.find_element("css selector", selector)

    def texts(self, selector):
        """The texts of all elements of a selector."""
        every = "return Array.from(document.querySelectorAll(arguments[0]), (e) => e.textContent)"
        return self.run(every, selector)

    def press(self, *keys):
        """Press keys where the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def focus(self):
        """The id or the text of what has the focus."""
        return self.run("const e = document.activeElement; return e.id || e.textContent")

    def size(self, width, height=900):
        """Give the window a size, in pixels of CSS."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def dark(self, *, on):
        """Whether the reader wants dark colours."""
        wanted = {"name": "prefers-color-scheme", "value": "dark" if on else "light"}
        self.devtools("Emulation.setEmulatedMedia", features=[wanted])

    def requests(self):
        """The addresses that the page asked for."""
        sent = [
            json.loads(each["message"])["message"] for each in self.driver.get_log("performance")
        ]
        return [
            each["params"]["request"]["url"]
            for each in sent
            if each["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self):
        """What the console says."""
        return [entry["message"] for entry in self.driver.get_log("browser")]
