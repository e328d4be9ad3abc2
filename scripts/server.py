"""A visavi server of one's own, for the tests that need a whole process: started, watched, killed."""

import http.client
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
BINARY = os.environ.get("VISAVI_BIN") or str(TARGET / "debug" / "visavi")


def free_port():
    """A free loopback port, below those the kernel gives to outgoing connections: it stays free over restarts."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


class Server:
    def __init__(self, data, log):
        self.data, self.log, self.port, self.process = str(data), log, free_port(), None

    def start(self, limit=30.0):
        """Starts it and waits for /readyz; returns the seconds that took."""
        started = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )
        while time.monotonic() - started < limit:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with status {self.process.returncode}; its log: {self.log}")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit)
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return time.monotonic() - started
            except OSError:
                pass
            finally:
                connection.close()
            time.sleep(0.01)
        raise RuntimeError(f"the server was not ready within {limit:g} s; its log: {self.log}")

    def token(self, role):
        made = subprocess.run(
            [BINARY, "token", "create", "--data", self.data, "--name", f"test {role}", "--role", role],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True, timeout=30,
        )
        return made.stdout.strip()

    def kill(self):
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()


def prepare():
    """To be called first by a script: a polite end on SIGTERM, and a clear word when there is nothing to test."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that 'finally' runs and servers end
    if not os.access(BINARY, os.X_OK):
        sys.exit(f"error: no server at {BINARY}: run 'cargo build', or set VISAVI_BIN")
