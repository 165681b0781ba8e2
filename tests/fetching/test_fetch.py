"""One address: what is kept, what is refused, and how long anybody may take. Every answer comes from a real server on this machine."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from conftest import ALSO_PUBLIC, PUBLIC, QUICK, Server, World, Write, moved, reply

from counterclaim.errors import AddressRefused, FetchFailed
from counterclaim.fetching import Fetcher, Limits
from counterclaim.fetching.fetcher import retry_after
