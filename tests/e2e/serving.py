"""Starts `entrepot serve` and asks it, with the standard library alone."""
import http.client
import json
import re
import signal
import socket
import subprocess
import time

SMALL = ["replicates=1", "world.firms=1500", "calendar.start=2018-05", "calendar.end=2018-10"]


class Server:
    def __init__(self, binary, folder, *options):
        self.folder = folder
        self.process = subprocess.Popen([binary, "serve", "--folder", str(folder), *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=([0-9a-f]{64})", self.address)
        if not found:
            raise RuntimeError(f"no address: {self.address!r} {self.process.stderr.read()}")
        self.port, self.token = int(found.group(1)), found.group(2)

    def ask(self, method, target, body=None, **headers):
        """(status, headers, text); a header that is None is left out."""
        send = {"Host": f"127.0.0.1:{self.port}", "Authorization": f"Bearer {self.token}"}
        if body is not None:
            body = body if isinstance(body, (bytes, str)) else json.dumps(body)
            send["Content-Type"] = "application/json"
        send.update({name.replace("_", "-"): value for name, value in headers.items()})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in send.items():
            if value is not None:
                connection.putheader(name, value)
        data = body.encode() if isinstance(body, str) else body
        if data is not None and "Content-Length" not in send and "Transfer-Encoding" not in send:
            connection.putheader("Content-Length", str(len(data)))
        connection.endheaders(data)
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        connection.close()
        return response.status, dict(response.getheaders()), text

    def raw(self, data, wait=10):
        """What is answered to these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall(data)
            answer = b""
            try:
                while piece := connection.recv(65536):
                    answer += piece
            except (ConnectionResetError, TimeoutError):
                pass
            return answer.decode(errors="replace")

    def get(self, target):
        status, _, text = self.ask("GET", target)
        if status != 200:
            raise RuntimeError(f"GET {target}: {status} {text}")
        return json.loads(text)

    def post(self, target, **body):
        status, _, text = self.ask("POST", target, body)
        if status != 200:
            raise RuntimeError(f"POST {target}: {status} {text}")
        return json.loads(text)

    def run_row(self, name):
        return next((run for run in self.get("/api/state")["runs"] if run["name"] == name), {"state": "none"})

    def wait_for(self, name, *states, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            row = self.run_row(name)
            if row["state"] in states:
                return row
            time.sleep(0.1)
        raise RuntimeError(f"{name} is {row['state']}, not {states}: {self.get('/api/run?name=' + name)['log']}")

    def stop(self):
        """Exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        return self.process.returncode
