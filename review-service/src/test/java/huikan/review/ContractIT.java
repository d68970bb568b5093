package huikan.review;

import huikan.service.test.ServiceContract;

class ContractIT extends ServiceContract {}
