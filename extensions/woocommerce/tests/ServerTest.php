<?php
/**
 * The line to the server: short, signed, led nowhere else, and never a guess where no answer came.
 *
 * @package Lasting
 */

final class ServerTest extends Lasting_Test_Case {
	private static function ask( $seconds = 2 ) {
		return Lasting_Server::call( self::connection(), 'quote', array( 'rewardId' => 'five-off' ), $seconds );
	}

	public function test_a_question_is_signed_with_its_name_and_waits_two_seconds() {
		Lasting_Fake_Shop::server_answers( 200, array( 'points' => 500 ) );
		$this->assertSame( array( 'points' => 500 ), self::ask() );
		list( $sent ) = Lasting_Fake_Shop::$sent;
		$this->assertSame( 'https://lasting.example/woocommerce/woo-0f9a3c/calls/quote', $sent['url'] );
		$this->assertSame( 2, $sent['timeout'] );
		$this->assertSame( 0, $sent['redirection'] );
		$at = (int) $sent['headers']['X-Lasting-Time'];
		$this->assertSame( lasting_call_headers( self::connection()['secret'], 'quote', '{"rewardId":"five-off"}', $at ), $sent['headers'] );
	}

	public function test_a_question_without_anything_in_it_is_an_object() {
		Lasting_Fake_Shop::server_answers( 200, '{}' );
		$this->assertSame( array(), Lasting_Server::call( self::connection(), 'goodbye', array() ) );
		$this->assertSame( '{}', Lasting_Fake_Shop::$sent[0]['body'] );
	}

	public function test_a_refusal_has_the_servers_own_reason() {
		Lasting_Fake_Shop::server_answers( 409, array( 'error' => array( 'code' => 'not-enough-points', 'message' => 'x' ) ) );
		$said = self::ask();
		$this->assertSame( 'not-enough-points', $said->get_error_code() );
		$this->assertSame( 'x', $said->get_error_data()['message'] );
	}

	/**
	 * @dataProvider silences
	 */
	public function test_what_is_no_answer_is_silence_and_never_an_empty_answer( $code, $body ) {
		if ( 0 === $code ) {
			Lasting_Fake_Shop::server_is_silent();
		} else {
			Lasting_Fake_Shop::server_answers( $code, $body );
		}
		$this->assertSame( 'server-silent', self::ask()->get_error_code() );
	}

	public static function silences() {
		return array(
			'a time-out'                  => array( 0, '' ),
			'a page of a proxy'           => array( 502, '<html>Bad gateway</html>' ),
			'a page that says yes'        => array( 200, '<html>Welcome</html>' ),
			'nothing'                     => array( 200, '' ),
			'a bare word'                 => array( 200, '"yes"' ),
			'a fault without a code'      => array( 500, '{}' ),
			'led elsewhere'               => array( 302, '' ),
			'an error that is only words' => array( 400, '{"error":"words"}' ),
		);
	}

	public function test_connecting_sends_the_code_and_this_shops_address_and_keys() {
		$agreed = array( 'connected' => true, 'storeId' => 'woo-1' );
		Lasting_Fake_Shop::server_answers( 200, $agreed );
		$line = array( 'url' => 'https://lasting.example', 'code' => 'abc' );
		$this->assertSame( $agreed, Lasting_Server::connect( $line, array( 'consumerKey' => 'ck_1', 'consumerSecret' => 'cs_1' ) ) );
		$this->assertSame( 'https://lasting.example/woocommerce/connect', Lasting_Fake_Shop::$sent[0]['url'] );
		$this->assertSame(
			array( 'code' => 'abc', 'url' => 'https://tea.example/shop', 'keys' => array( 'consumerKey' => 'ck_1', 'consumerSecret' => 'cs_1' ) ),
			json_decode( Lasting_Fake_Shop::$sent[0]['body'], true )
		);
	}

	public function test_a_shop_that_is_not_taken_is_told_why() {
		$line = array( 'url' => 'https://lasting.example', 'code' => 'abc' );
		Lasting_Fake_Shop::server_answers( 422, array( 'connected' => false, 'reason' => 'keys-refused' ) );
		$this->assertSame( 'keys-refused', Lasting_Server::connect( $line, null )->get_error_code() );
		Lasting_Fake_Shop::server_answers( 200, array( 'connected' => 'yes' ) );
		$this->assertSame( 'server-silent', Lasting_Server::connect( $line, null )->get_error_code() );
		Lasting_Fake_Shop::server_answers( 200, array( 'connected' => false, 'reason' => '<b>Bold</b>' ) );
		$this->assertSame( 'bboldb', Lasting_Server::connect( $line, null )->get_error_code() );
	}
}
