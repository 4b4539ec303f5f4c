"""A mail server on loopback, for tests: aiosmtpd of Debian, with the odd ways of real servers on demand.

What it takes is left in its folder, byte for byte: 000001.eml, and who it was for in 000001.json; what it was told, in
`log`. How it behaves is told by the first recipient's address (see RECIPIENTS and ENDS), by the sender's, and for a whole
connection by the file `mood` of its folder (see MOODS). It ends when its standard input does: with the test.
"""

import asyncio
import json
import os
import socket
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

# At RCPT: the local part of the address, up to its first hyphen.
RECIPIENTS = {
    "refused": "550 5.1.1 User unknown",
    "full": "552 5.2.2 Mailbox full",
    "relay": "554 5.7.1 Relay access denied",
}
# Once the message is whole.
ENDS = {
    "spam": "554 5.7.1 Message rejected as spam",
    "heavy": "552 5.3.4 Message too big for system",
    "busy": "452 4.3.1 Insufficient system storage, try again in 10 minutes",
}
MOODS = ("silent", "busy", "gone", "web", "ehlo-silent", "auth-refused", "auth-later", "auth-browser", "auth-none", "no-size", "slipped")


def local(address):
    return address.partition("@")[0].partition("-")[0]


class Taken:
    """What is kept, and what is answered."""

    def __init__(self, told):
        self.folder = told["folder"]
        self.user = told.get("user")
        self.password = told.get("password")
        self.tries = {}
        self.count = 0

    def mood(self):
        try:
            with open(os.path.join(self.folder, "mood"), encoding="utf-8") as file:
                return file.read().strip()
        except FileNotFoundError:
            return ""

    def log(self, line):
        with open(os.path.join(self.folder, "log"), "a", encoding="utf-8") as file:
            file.write(line + "\n")

    def keep(self, envelope):
        self.count += 1
        name = os.path.join(self.folder, f"{self.count:06}")
        told = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "options": envelope.mail_options}
        with open(name + ".json", "w", encoding="utf-8") as file:
            json.dump(told, file)
        # Named once it is whole: who counts files counts messages.
        with open(name + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(name + ".part", name + ".eml")

    def login(self, server, session, envelope, mechanism, data):
        told = getattr(data, "login", b"").decode(), getattr(data, "password", b"").decode()
        mood = self.mood()
        if mood == "auth-later":
            return AuthResult(success=False, handled=False, message="454 4.7.0 Temporary authentication failure")
        if told == (self.user, self.password) and mood != "auth-refused":
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message="535 5.7.8 Username and password not accepted")

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        mood = self.mood()
        self.log(f"EHLO {hostname}")
        if mood == "ehlo-silent":
            await asyncio.sleep(3600)
        offers = [line for line in responses if not line[4:].startswith("SIZE") or mood != "no-size"]
        if mood in ("auth-none", "auth-browser") or not self.user:
            offers = [line for line in offers if not line[4:].startswith("AUTH")]
        if mood == "auth-browser":
            offers.insert(1, "250-AUTH XOAUTH2 OAUTHBEARER")
        return offers

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.log(f"MAIL {address} {' '.join(options)}".rstrip())
        if local(address) == "stranger":
            return "553 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.log(f"RCPT {address}")
        how = local(address)
        if how in RECIPIENTS:
            return RECIPIENTS[how]
        if how == "greylist":
            times = int(address.partition("@")[0].partition("-")[2] or 1)
            self.tries[address] = self.tries.get(address, 0) + 1
            if self.tries[address] <= times:
                return "451 4.7.1 Greylisted, please try again in 300 seconds"
        if how == "still":
            await asyncio.sleep(3600)
        if how == "goodbye":
            await server.push("421 4.3.2 Service shutting down")
            server.transport.close()
            return "421 4.3.2 Service shutting down"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        how = local(envelope.rcpt_tos[0])
        self.log("DATA")
        if how in ENDS:
            return ENDS[how]
        if how in ("lost", "closed", "mute"):
            # « lost » has not kept it, « closed » and « mute » have: nobody hears which.
            if how != "lost":
                self.keep(envelope)
            if how == "mute":
                await asyncio.sleep(3600)
            server.transport.abort()
            return "250 OK"
        if how == "slow":
            await asyncio.sleep(1)
        self.keep(envelope)
        return f"250 2.0.0 OK: queued as {self.count:06}"

    async def handle_RSET(self, server, session, envelope):
        self.log("RSET")
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):
        self.log("QUIT")
        return "221 Bye"


class Odd(SMTP):
    """The server itself, where an answer is not enough."""

    def data_received(self, data):
        # What a client writes in two parts does not wait for the second: a thousand messages pass in seconds.
        connection = self.transport and self.transport.get_extra_info("socket")
        if connection and hasattr(socket, "TCP_QUICKACK"):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        super().data_received(data)

    async def _handle_client(self):
        taken = self.event_handler
        taken.log("connection")
        mood = taken.mood()
        if mood == "silent":
            await asyncio.sleep(3600)
        if mood == "gone":
            self.transport.abort()
            return
        if mood in ("busy", "web"):
            await self.push("421 4.3.2 Too many connections" if mood == "busy" else "HTTP/1.1 400 Bad Request")
            self.transport.close()
            return
        await super()._handle_client()

    async def push(self, status):
        if self.event_handler.mood() == "slipped" and str(status).startswith("220 Ready"):
            # As somebody on the way would: answers that the protected way seems to have given.
            status += "\r\n250-courrier.test\r\n250 AUTH PLAIN\r\n250 courrier.test\r\n235 Welcome"
        await super().push(status)

    async def smtp_DATA(self, arg):
        how = local(self.envelope.rcpt_tos[0]) if self.envelope.rcpt_tos else ""
        if how == "cut":
            # Closed in the middle of the message: its end is never read.
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.read(64)
            self.transport.abort()
            return
        if how == "nodata":
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


async def main():
    told = json.loads(sys.argv[1])
    taken = Taken(told)
    context = None
    if told.get("certificate"):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(told["certificate"], told["key"])
    by_command = told["security"] == "start_tls"

    def protocol():
        return Odd(
            taken,
            hostname="courrier.test",
            ident="ESMTP",
            data_size_limit=told.get("most", 10_000_000),
            enable_SMTPUTF8=told.get("utf8", False),
            tls_context=context if by_command else None,
            require_starttls=by_command,
            auth_required=bool(taken.user),
            auth_require_tls=by_command,
            authenticator=taken.login,
            loop=asyncio.get_running_loop(),
        )

    loop = asyncio.get_running_loop()
    implicit = context if told["security"] == "tls" else None
    server = await loop.create_server(protocol, "127.0.0.1", told.get("port", 0), ssl=implicit)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
