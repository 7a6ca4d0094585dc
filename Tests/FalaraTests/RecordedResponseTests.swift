import Falara
