"""A song as one folder to give away: `release`. Everything in it is made from the song alone and read back by another
reader; it stands whole or not at all."""

from studio.credits import PACKS as PACKS
from studio.release.folder import Released as Released
from studio.release.folder import release as release
