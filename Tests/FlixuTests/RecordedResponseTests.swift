import Flixu
